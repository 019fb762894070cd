import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './support/build.ts';
import { findChromium } from './support/browsers.ts';
import { freePort } from './support/port.ts';
import { command, root, run, UsageError } from './support/run.ts';

const usage = 'Write it as: npm run check -- peer-connection/one-page-call [--headed] [--url https://a-deployed-site/]';

await command(async () => {
  const { id, headed, url } = readArguments();
  const { path } = await findChromium();
  if (!url) await buildIfChanged();
  const env = {
    CHROMIUM_PATH: path,
    ...(url ? { PEERLAB_URL: url } : { PEERLAB_TEST_PORT: String(await freePort()) }),
  };
  const args = ['test', `tests/browser/samples/${id}.spec.ts`, ...(headed ? ['--headed'] : [])];
  const { code } = await run('playwright', args, { env, show: true });
  return code;
});

function readArguments() {
  const parsed = parse();
  const [id = '', ...more] = parsed.positionals;
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id) || more.length > 0) throw new UsageError(usage);
  if (!existsSync(join(root, 'tests/browser/samples', `${id}.spec.ts`)))
    throw new UsageError(`There is no check tests/browser/samples/${id}.spec.ts. ${usage}`);
  const { headed = false, url } = parsed.values;
  if (url !== undefined && !URL.canParse(url)) throw new UsageError(`“${url}” is no address. ${usage}`);
  // A site may stand below a base path; relative addresses need its last slash.
  return { id, headed, url: url?.replace(/\/?$/, '/') };
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { headed: { type: 'boolean' }, url: { type: 'string' } } });
  } catch (error) {
    throw new UsageError(`${(error as Error).message} ${usage}`, { cause: error });
  }
}
