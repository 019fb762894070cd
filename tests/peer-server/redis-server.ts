import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { freePort } from '../../scripts/support/port.ts';
import { once } from 'node:events';

/** Why tests with Redis are skipped here; `undefined` if Redis or Valkey is installed. */
export const noRedis = ['redis-server', 'valkey-server'].every((name) => spawnSync(name, ['--version']).status !== 0)
  ? 'neither redis-server nor valkey-server is installed'
  : undefined;
if (noRedis) console.log(`Skipped: the tests of several nodes, because ${noRedis}.`);

/** A Redis of one test's own, which may be stopped, frozen and started again; it keeps nothing on disk. */
export interface Redis {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Ends it at once; all that it knew is gone. */
  readonly stop: () => Promise<void>;
}

export async function startRedis(): Promise<Redis> {
  const name = spawnSync('redis-server', ['--version']).status === 0 ? 'redis-server' : 'valkey-server';
  const port = await freePort();
  let running: ChildProcessByStdio<null, Readable, null> | undefined;
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const mine = (running = spawn(name, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
    let log = '';
    while (!/ready to accept connections/i.test(log)) log += String((await once(mine.stdout, 'data'))[0]);
    mine.stdout.resume();
  };
  const stop = async () => {
    const child = running;
    running = undefined;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, stop };
}
