import { once } from 'node:events';
import { startPeerServer, type PeerServerProcess } from '../../../scripts/support/peer-server-process.ts';
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
  let running: PeerServerProcess | undefined;
  const start = async () => {
    running = await startPeerServer({ PORT: String(port), SITE: 'dist', ...env });
  };
  const stop = async () => {
    const child = running?.child;
    running = undefined;
    if (child?.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  await start();
  return { address: `http://localhost:${port}/`, start, stop };
}
