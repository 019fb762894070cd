import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './port.ts';

/** Starts the server that PeerJS comes with, as a program of its own, to compare ours with. */
export async function startStock(): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const port = await freePort();
  const args = [
    'node_modules/peer/dist/bin/peerjs.js',
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--key',
    'peerjs',
  ];
  const child = spawn('node', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  // It says so when it listens.
  await once(child.stdout, 'data');
  child.stdout.resume();
  return { port, child };
}
