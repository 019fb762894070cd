import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Our peer server as a program of its own, which can be measured, stopped and killed. */
export interface PeerServerProcess {
  readonly port: number;
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** What it has logged so far. */
  readonly log: () => string;
}

/**
 * Starts it with further environment variables, at any free port unless PORT is among them, and answers when it listens. What it
 * logs is passed on. Throws an Error if it ends instead.
 */
export async function startPeerServer(env: Readonly<Record<string, string>> = {}): Promise<PeerServerProcess> {
  const child = spawn('node', ['peer-server/src/main.ts'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (data: Buffer) => {
    log += data.toString();
    process.stderr.write(data);
  });
  // It prints its address as soon as it answers.
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The peer server ended with code ${code as number}.`);
  });
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => undefined); // whoever ends it later does so on purpose
  return { port: Number(/:(\d+)\//.exec(line.toString())![1]), child, log: () => log };
}
