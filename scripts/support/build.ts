import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from './run.ts';

const site = join(root, 'dist');
const cache = join(root, 'node_modules', '.cache', 'peerlab');
const stamp = join(cache, 'built');

/** Everything that the built site depends on. */
const inputs = [
  'src',
  'public',
  'tests/browser/samples',
  'astro.config.mjs',
  'scripts/finish-build.ts',
  'package-lock.json',
];

/** A site that did not build; the message is what the build printed. */
export class BuildError extends Error {
  override name = 'BuildError';
}

/** Builds the site into `dist` unless it is there already, made of the same files. Answers whether it had to. */
export async function buildIfChanged(): Promise<boolean> {
  const wanted = await fingerprint();
  const built = existsSync(join(site, 'index.html')) && existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (built === wanted) return false;
  await build(wanted);
  return true;
}

/** Builds the site into `dist`. Throws a BuildError with what the build printed. */
export async function build(wanted?: string): Promise<void> {
  await rm(stamp, { force: true });
  const { code, output } = await run('astro', ['build']);
  if (code !== 0) throw new BuildError(output);
  await mkdir(cache, { recursive: true });
  await writeFile(stamp, wanted ?? (await fingerprint()));
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([process.env.BASE_PATH, process.env.SITE_URL, process.version]));
  for (const input of inputs) {
    const path = join(root, input);
    for (const file of await filesOf(path)) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path];
    throw error;
  }
}
