import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, createServer as createNetServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Config } from '../../peer-server/src/config.ts';
import { securityHeaders } from '../../peer-server/src/headers.ts';
import { lanAddresses, makeCertificate } from '../../peer-server/src/lan.ts';
import { PortError, start, type Running } from '../../peer-server/src/server.ts';

const page = '<!doctype html><title>Home</title>';
let folder: string;
let site: string;
const running: Running[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peerlab-site-'));
  site = join(folder, 'site');
  await mkdir(join(site, 'samples', 'one'), { recursive: true });
  await mkdir(join(site, '_astro'));
  await writeFile(join(site, 'index.html'), page);
  await writeFile(join(site, 'index.html.br'), brotliCompressSync(page));
  await writeFile(join(site, 'index.html.gz'), gzipSync(page));
  await writeFile(join(site, 'samples', 'one', 'index.html'), 'one');
  await writeFile(join(site, '_astro', 'page.abc123.js'), 'export {};');
  await writeFile(join(site, 'gone.txt'), 'soon gone');
  await writeFile(join(site, 'digits.txt'), '0123456789');
  await writeFile(join(site, 'large.bin'), Buffer.alloc(16 * 1024 * 1024));
  await writeFile(join(site, 'module.wasm'), '');
  await writeFile(join(site, '404.html'), 'no such page');
  await writeFile(join(folder, 'peerlab-secret.txt'), 'secret');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function serve(more: Partial<Config> = {}): Promise<Running> {
  const server = await start({ port: 0, host: '127.0.0.1', site, base: '/', tls: undefined, ...more });
  running.push(server);
  return server;
}

/** A request as it goes over the wire: nothing is decoded, followed or tidied up. */
async function ask(server: Running, path: string, options: { headers?: Record<string, string>; method?: string } = {}) {
  const secure = server.address.startsWith('https');
  const request = (secure ? httpsRequest : httpRequest)({
    host: '127.0.0.1',
    port: server.port,
    path,
    rejectUnauthorized: false,
    ...options,
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

test('a page comes compressed as the browser takes it', async () => {
  const server = await serve();
  const brotli = await ask(server, '/', { headers: { 'accept-encoding': 'gzip, br' } });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotli.body).toEqual(brotliCompressSync(page));
  const gzip = await ask(server, '/', { headers: { 'accept-encoding': 'gzip' } });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  const plain = await ask(server, '/');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers['content-type']).toContain('text/html');
  expect(plain.body.toString()).toBe(page);
});

test('files with a hash are kept for ever, all others asked for anew', async () => {
  const server = await serve();
  const hashed = await ask(server, '/_astro/page.abc123.js');
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toContain('javascript');
  const home = await ask(server, '/');
  expect(home.headers['cache-control']).toBe('no-cache');
  const again = await ask(server, '/', { headers: { 'if-none-match': home.headers.etag! } });
  expect(again.status).toBe(304);
  expect((await ask(server, '/module.wasm')).headers['content-type']).toBe('application/wasm');
});

test('a folder without its slash is led to it, with what was asked', async () => {
  const server = await serve();
  const { status, headers } = await ask(server, '/samples/one?source=synthetic');
  expect(status).toBe(308);
  expect(headers.location).toBe('/samples/one/?source=synthetic');
  // A browser would keep it, for whatever is served at this port tomorrow, too.
  expect(headers['cache-control']).toBe('no-cache');
  expect((await ask(server, '/samples/one/')).body.toString()).toBe('one');
});

test('an unknown address is the 404 page', async () => {
  const server = await serve();
  // PeerJS would answer to the last two: /<any key>/id and /<any key>/peers.
  for (const path of ['/nothing/here', '/%', '/samples/id', '/samples/peers']) {
    const { status, headers, body } = await ask(server, path, { headers: { origin: 'https://elsewhere.example' } });
    expect([status, body.toString()], path).toEqual([404, 'no such page']);
    expect(headers['access-control-allow-origin'], path).toBeUndefined();
  }
});

test('a part of a file is sent as asked for, and the whole of it where the question makes no sense', async () => {
  const server = await serve();
  const part = async (range: string) => {
    const { status, body } = await ask(server, '/digits.txt', { headers: { range } });
    return [status, body.toString()];
  };
  expect(await part('bytes=2-4')).toEqual([206, '234']);
  expect(await part('bytes=7-')).toEqual([206, '789']);
  expect(await part('bytes=20-')).toEqual([416, '']);
  for (const range of ['bytes=-3', 'bytes=4-2', 'lines=1-2']) expect(await part(range)).toEqual([200, '0123456789']);
});

test('a file that has gone since ends its own request only', async () => {
  const server = await serve();
  await rm(join(site, 'gone.txt'));
  await expect(ask(server, '/gone.txt')).rejects.toThrow('socket hang up');
  expect((await ask(server, '/')).status).toBe(200);
});

test.skipIf(process.platform !== 'linux')(
  'a download that is broken off leaves no file open (seen in /proc)',
  async () => {
    const server = await serve();
    const open = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === join(site, 'large.bin');
        } catch {
          return false; // closed while we looked
        }
      }).length;
    const download = connect(server.port, '127.0.0.1');
    download.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(download, 'data');
    expect(open()).toBe(1);
    download.destroy();
    await expect.poll(open).toBe(0);
  },
);

test.for([
  '/../peerlab-secret.txt',
  '/%2e%2e/peerlab-secret.txt',
  '/%2e%2e%2fpeerlab-secret.txt',
  '/samples/..%2f..%2fpeerlab-secret.txt',
  '//../peerlab-secret.txt',
])('nothing outside of the folder is served: %s', async (path) => {
  const { status, body } = await ask(await serve(), path);
  expect(status).not.toBe(200);
  expect(body.toString()).not.toContain('secret');
});

test('HEAD answers without a body, and nothing can be posted to a page', async () => {
  const server = await serve();
  const head = await ask(server, '/', { method: 'HEAD' });
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect((await ask(server, '/samples/one/', { method: 'POST' })).status).toBe(404);
});

test('every answer carries the security headers, and none that tells of the software', async () => {
  const server = await serve();
  for (const path of ['/', '/nothing', '/healthz', '/samples/one', '/peerjs/id', '/peerjs/peers', '/%']) {
    const { headers } = await ask(server, path);
    for (const [name, value] of Object.entries(securityHeaders)) expect(headers[name.toLowerCase()], path).toBe(value);
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
});

test('says that it is well', async () => {
  const { headers, body } = await ask(await serve(), '/healthz');
  expect(JSON.parse(body.toString())).toEqual({ status: 'ok' });
  expect(headers['cache-control']).toBe('no-store');
});

test('a site below a base path stands there, and PeerJS at the root', async () => {
  const server = await serve({ base: '/peerlab/' });
  expect(server.address).toBe(`http://localhost:${server.port}/peerlab/`);
  expect((await ask(server, '/peerlab/')).body.toString()).toBe(page);
  expect((await ask(server, '/peerlab/samples/one')).headers.location).toBe('/peerlab/samples/one/');
  expect((await ask(server, '/peerjs/id')).status).toBe(200);
});

test('a busy port is a named error with the remedy', async () => {
  const { port } = await serve();
  const error = await serve({ port }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PortError);
  expect(error).toMatchObject({ port, code: 'EADDRINUSE' });
  expect((error as PortError).message).toContain(`npm start -- --port ${port + 1}`);
});

test('the remedy for a port is a port', () => {
  expect(new PortError(65535, 'EADDRINUSE', undefined).message).toContain('--port 4321');
  expect(new PortError(80, 'EACCES', undefined).message).toContain('--port 4321');
});

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

test.skipIf(!hasIpv6)('localhost is both of its addresses (skipped on a machine without IPv6)', async () => {
  const server = await serve({ host: 'localhost' });
  for (const host of ['127.0.0.1', '[::1]'])
    expect((await fetch(`http://${host}:${server.port}/healthz`)).status, host).toBe(200);
  const { first } = await joinAs(server, 'a', 'token', '[::1]');
  expect(first.type).toBe('OPEN');
  await server.close();
  const again = await serve({ host: 'localhost', port: server.port });
  expect(again.port).toBe(server.port);
});

test.skipIf(!hasIpv6)('a port that is busy by IPv6 alone is busy (skipped on a machine without IPv6)', async () => {
  const other = createNetServer().listen(0, '::1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(serve({ host: 'localhost', port })).rejects.toBeInstanceOf(PortError);
  // What was begun is undone.
  expect((await serve({ host: '127.0.0.1', port })).port).toBe(port);
  await new Promise((resolve) => other.close(resolve));
});

test('closing ends idle and busy connections and WebSockets at once, and gives the port back', async () => {
  const server = await serve();
  const agent = new Agent({ keepAlive: true });
  const kept = httpRequest({ host: '127.0.0.1', port: server.port, path: '/healthz', agent }).end();
  const [response] = (await once(kept, 'response')) as [IncomingMessage];
  const { socket: idle } = response;
  await once(response.resume(), 'end');
  const busy = connect(server.port, '127.0.0.1');
  busy.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(busy, 'data');
  const { socket } = await joinAs(server, 'a');
  const closed = Promise.all([once(idle, 'close'), once(busy, 'close'), once(socket, 'close')]);
  const began = performance.now();
  await server.close();
  await closed;
  expect(performance.now() - began).toBeLessThan(1000);
  const again = await serve({ port: server.port });
  expect(again.port).toBe(server.port);
});

test('serves by HTTPS with a certificate made on the spot, which names every address it is found at', async () => {
  const tls = await makeCertificate(lanAddresses());
  const server = await serve({ host: '0.0.0.0', tls });
  expect(server.address).toBe(`https://localhost:${server.port}/`);
  for (const host of ['localhost', '127.0.0.1', ...lanAddresses()]) {
    // Whoever trusts this certificate gets a connection without complaint: the name is checked, the days too.
    const request = httpsRequest({ host, port: server.port, path: '/', ca: tls.cert, family: 4 }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode, host).toBe(200);
    expect(response.headers['strict-transport-security'], host).toBeUndefined();
  }
});

interface Message {
  readonly type: string;
  readonly src?: string;
  readonly payload?: unknown;
}

/** Joins as the PeerJS client does, and waits for the first answer. */
async function joinAs(server: Running, id: string, token = 'token', host = '127.0.0.1') {
  const socket = new WebSocket(`ws://${host}:${server.port}/peerjs?key=peerjs&id=${id}&token=${token}&version=1.5.5`);
  const next = async () => {
    const [event] = (await once(socket, 'message')) as [MessageEvent<string>];
    return JSON.parse(event.data) as Message;
  };
  return { socket, first: await next(), next };
}

test('gives out an id, opens a peer, and carries an offer with the true sender', async () => {
  const server = await serve();
  expect((await ask(server, '/peerjs/id')).body.toString()).toMatch(/^[\w-]{8,}$/);
  const a = await joinAs(server, 'a');
  const b = await joinAs(server, 'b');
  expect([a.first.type, b.first.type]).toEqual(['OPEN', 'OPEN']);
  const arrived = b.next();
  a.socket.send(JSON.stringify({ type: 'OFFER', src: 'somebody-else', dst: 'b', payload: { sdp: 'v=0' } }));
  expect(await arrived).toEqual({ type: 'OFFER', src: 'a', dst: 'b', payload: { sdp: 'v=0' } });
});

test('an id belongs to one peer, and nobody is told who else is there', async () => {
  const server = await serve();
  await joinAs(server, 'a');
  expect((await joinAs(server, 'a', 'another')).first.type).toBe('ID-TAKEN');
  expect((await ask(server, '/peerjs/peers')).status).toBe(401);
});
