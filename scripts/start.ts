import { parseArgs } from 'node:util';
import { renderUnicodeCompact } from 'uqr';
import { ConfigError, readConfig, type Config } from '../peer-server/src/config.ts';
import { lanAddresses, makeCertificate } from '../peer-server/src/lan.ts';
import { PortError, start } from '../peer-server/src/server.ts';
import { untilStopped } from '../peer-server/src/until-stopped.ts';
import { buildIfChanged, BuildError } from './support/build.ts';
import { command, secondsSince, UsageError } from './support/run.ts';

const usage = 'Write it as: npm start, npm start -- --port 8080, or npm start -- --lan';

await command(async () => {
  const { port, lan } = readArguments();
  try {
    const began = performance.now();
    console.log('Building the site, if anything changed …');
    const built = await buildIfChanged();
    console.log(built ? `Built in ${secondsSince(began)}.` : 'Nothing changed since the last build.');
    console.log('Serving the site and the peer server; Ctrl-C stops them.');
    const addresses = lan ? lanAddresses() : [];
    const config = readConfig({ LOG_LEVEL: 'warn', ...process.env, SITE: 'dist', ...(port ? { PORT: port } : {}) });
    const server = await start(lan ? await onTheLan(config, addresses) : config);
    untilStopped(server);
    if (lan) announce(addresses.map((address) => `https://${address}:${server.port}${config.base}`));
    console.log(`Peerlab: ${server.address}`);
  } catch (error) {
    if (!(error instanceof BuildError || error instanceof PortError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(error instanceof ConfigError ? 2 : 1);
  }
  return undefined;
});

/** Cameras need HTTPS everywhere but on this machine itself. */
async function onTheLan(config: Config, addresses: readonly string[]): Promise<Config> {
  return { ...config, host: '0.0.0.0', tls: config.tls ?? (await makeCertificate(addresses)) };
}

function announce(addresses: readonly string[]): void {
  const [first] = addresses;
  if (!first) return console.log('This machine is in no network just now: only its own address works.');
  console.log(renderUnicodeCompact(first));
  console.log('The certificate was made just now, by this machine: your browser asks once whether to trust it.');
  for (const address of addresses) console.log(`On the local network: ${address}`);
}

function readArguments(): { port: string | undefined; lan: boolean } {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, lan: { type: 'boolean' } } });
    return { port: values.port, lan: values.lan ?? false };
  } catch (error) {
    throw new UsageError(`${(error as Error).message} ${usage}`, { cause: error });
  }
}
