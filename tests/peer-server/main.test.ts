import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';

/** Starts the server as a deployer does, and collects what it prints. */
function startMain(env: Record<string, string>) {
  const child = spawn(process.execPath, ['peer-server/src/main.ts'], { env: { ...process.env, ...env } });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
  return { child, printed, ended: once(child, 'close') as Promise<[number | null, string | null]> };
}

test.for(['SIGTERM', 'SIGINT'] as const)(
  'prints its address, and ends with 0 within a second of %s',
  async (signal) => {
    const { child, printed, ended } = startMain({ PORT: '0' });
    await once(child.stdout, 'data');
    const [, address = ''] = /^Peerlab: (http:\/\/localhost:\d+\/)\n$/.exec(printed.out) ?? [];
    expect((await fetch(`${address}healthz`)).status).toBe(200);
    const began = performance.now();
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(1000);
  },
);

test('a busy port is a sentence and exit code 1', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { port } = busy.address() as AddressInfo;
  const { printed, ended } = startMain({ PORT: String(port) });
  expect((await ended)[0]).toBe(1);
  expect(printed.err).toMatch(new RegExp(`^Port ${port} is in use, .*\\n$`));
  busy.close();
});

test('a host that is not of this machine is a sentence and exit code 2', async () => {
  // 203.0.113.0/24 is kept for examples (RFC 5737): no machine has an address of it.
  const { printed, ended } = startMain({ PORT: '0', HOST: '203.0.113.1' });
  expect((await ended)[0]).toBe(2);
  expect(printed.err).toMatch(/^HOST is “203\.0\.113\.1”, which is no address of this machine\. Write localhost .*\n$/);
});

test('a variable that makes no sense is a sentence and exit code 2', async () => {
  const { printed, ended } = startMain({ PORT: 'many' });
  expect((await ended)[0]).toBe(2);
  expect(printed.err).toBe('PORT is “many”. Write a number from 0 to 65535, for example 4321.\n');
});
