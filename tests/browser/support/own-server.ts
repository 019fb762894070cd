import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../../scripts/support/port.ts';

/** A server of the built site and PeerJS that belongs to one test. */
export interface OwnServer {
  /** With its last slash. */
  readonly address: string;
  /** Stops it as a service manager does. */
  readonly stop: () => Promise<void>;
  /** Starts it again, at the same address. */
  readonly start: () => Promise<void>;
}

/** Starts a server at a free port, with further environment variables if they are given. */
export async function startOwnServer(env: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    const mine = (child = spawn('node', ['peer-server/src/main.ts'], {
      env: { ...process.env, PORT: String(port), SITE: 'dist', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    }));
    // It prints its address as soon as it answers.
    await new Promise<void>((resolve, reject) => {
      mine.stdout.once('data', () => resolve());
      mine.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
    });
  };
  const stop = async () => {
    if (child?.exitCode !== null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  await start();
  return { address: `http://localhost:${port}/`, start, stop };
}
