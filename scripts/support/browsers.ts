import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { run } from './run.ts';

/** A browser that tests can start. */
export interface Browser {
  readonly path: string;
  /** How it was found, for the line that says so. */
  readonly origin: string;
}

/** No browser was there, and none could be brought; the message says what to do. */
export class NoBrowserError extends Error {
  override name = 'NoBrowserError';
}

/**
 * Finds a Chromium, or brings one. In this order: CHROMIUM_PATH, the one Playwright installed, an installed Chrome or Chromium,
 * `playwright install chromium`, and as root on Debian its package.
 */
export async function findChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new NoBrowserError(`CHROMIUM_PATH names ${named}, and there is no such file.`);
    return { path: named, origin: 'CHROMIUM_PATH' };
  }
  const found = playwrights() ?? installed('google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser');
  if (found) return found;

  console.log('No Chromium here: trying “playwright install chromium” …');
  const { code, output } = await run('playwright', ['install', 'chromium']);
  const brought = code === 0 ? playwrights() : undefined;
  if (brought) return brought;
  console.log(`It could not be had that way (${lastLine(output)}).`);

  await installFromDebian('chromium');
  const packaged = installed('chromium');
  if (packaged) return packaged;
  throw new NoBrowserError(
    'No Chromium was found, and none could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH.',
  );
}

/** Finds a Firefox, or brings Debian's as root; `undefined` where there is none: its tests are then skipped, and say so. */
export async function findFirefox(): Promise<Browser | undefined> {
  const named = process.env.FIREFOX_PATH;
  if (named) return { path: named, origin: 'FIREFOX_PATH' };
  const found = installed('firefox', 'firefox-esr');
  if (found) return found;
  await installFromDebian('firefox-esr');
  return installed('firefox-esr');
}

/** Whether a TURN server is there for the tests that need a real one; brings Debian's as root. */
export const findCoturn = () => findProgram('coturn', 'turnserver');

/** Whether a Redis is there for the tests of several nodes; brings Debian's as root. */
export const findRedis = () => findProgram('redis-server', 'redis-server', 'valkey-server');

async function findProgram(debianPackage: string, ...names: string[]): Promise<boolean> {
  const isThere = () => installed(...names) !== undefined;
  if (!isThere()) await installFromDebian(debianPackage);
  return isThere();
}

function playwrights(): Browser | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? { path, origin: 'installed by Playwright' } : undefined;
}

function installed(...names: string[]): Browser | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
    ].filter((path) => names.some((name) => path.toLowerCase().endsWith(name.replace(/-/g, ' ')))),
    win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) =>
      names.includes('google-chrome')
        ? [join(process.env[variable] ?? '', 'Google\\Chrome\\Application\\chrome.exe')]
        : [],
    ),
  };
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(process.platform === 'darwin' ? places.darwin : []),
    ...(process.platform === 'win32' ? places.win32 : []),
  ];
  const path = candidates.find((candidate) => existsSync(candidate));
  return path ? { path, origin: 'installed' } : undefined;
}

/** Installs a package where that can be done without asking: as root on Debian and its kin. Elsewhere it does nothing. */
async function installFromDebian(name: string): Promise<void> {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (process.getuid?.() !== 0 || !/^ID(_LIKE)?=.*debian/m.test(release)) return;
  console.log(`Installing Debian's package ${name} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
  if (code !== 0) console.log(`apt-get could not install ${name}: ${lastLine(output)}`);
}

/** What a browser calls itself: `Chromium 156.0.8078.79`. */
export function versionOf({ path }: Browser): string {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'a version it does not tell'; // Chrome on Windows opens a window instead of answering
  }
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';
