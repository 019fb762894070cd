import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startPeerServer } from '../../scripts/support/peer-server-process.ts';
import { iceServers } from '../../peer-server/src/ice-servers.ts';
import { join, metric, open, serve } from './support.ts';

const get = async (port: number, path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers });

test('a server that goes away tells its peers, with a code, and is gone soon, even if some do not listen', async () => {
  const server = await serve();
  const [polite, deaf] = [await join(server, 'polite'), await join(server, 'deaf')];
  deaf.socket.pause();
  const began = performance.now();
  await server.close();
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await polite.closed).toEqual({ code: 1001, reason: 'server goes away' });
});

test('told to stop, the program ends with code 0 while peers are connected, who come back to the next one', async () => {
  const begin = (port: number) => startPeerServer({ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'info' });
  const first = await begin(0);
  const peer = await join(first, 'secret-id', 'secret-token');
  const ended = once(first.child, 'exit');
  first.child.kill('SIGTERM');
  expect((await peer.closed).code).toBe(1001);
  expect((await ended)[0]).toBe(0);
  // One line of JSON for what happened, and nobody is named in it.
  const lines = first.log().trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['listening', 'stopping']);
  expect(first.log()).not.toMatch(/secret|127\.0\.0\.1/);

  const second = await begin(first.port);
  expect((await join(second, 'secret-id', 'secret-token')).heard).toEqual([{ type: 'OPEN' }]);
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
});

test('health, readiness and metrics', async () => {
  const server = await serve();
  expect(await (await get(server.port, '/healthz')).json()).toEqual({ status: 'ok' });
  const ready = await get(server.port, '/readyz');
  expect([ready.status, await ready.json(), ready.headers.get('cache-control')]).toEqual([
    200,
    { status: 'ready' },
    'no-store',
  ]);
  await join(server, 'a');
  expect(await metric(server, 'peerlab_peers')).toBe(1);
  expect(await metric(server, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(await metric(server, 'process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(await (await get(server.port, '/metrics')).text()).not.toContain('127.0.0.1');
});

describe('origins', () => {
  const connect = async (port: number, origin: string) => {
    const { socket, next } = open(
      port,
      { key: 'peerjs', id: `a${Math.random()}`.replace('.', ''), token: 't' },
      { origin },
    );
    return Promise.race([
      next('OPEN').catch(() => 'closed'),
      once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
    ]);
  };

  test('only pages of the same origin connect, unless others are named', async () => {
    const server = await serve();
    expect(await connect(server.port, `http://127.0.0.1:${server.port}`)).toEqual({ type: 'OPEN' });
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'rubbish'])
      expect(await connect(server.port, origin)).toBe(403);
    expect(await metric(server, 'peerlab_refused_total{reason="origin is not allowed"}')).toBe(4);
    const answer = await get(server.port, '/peerjs/id', { origin: 'https://evil.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('named ones may, and may read the answers', async () => {
    const server = await serve({}, { trust: { origins: ['https://friend.example'], proxy: false } });
    expect(await connect(server.port, 'https://friend.example')).toEqual({ type: 'OPEN' });
    expect(await connect(server.port, 'https://evil.example')).toBe(403);
    const allowed = async (origin: string) =>
      (await get(server.port, '/peerjs/id', { origin })).headers.get('access-control-allow-origin');
    expect(await allowed('https://friend.example')).toBe('https://friend.example');
    expect(await allowed('https://evil.example')).toBeNull();
  });

  test('with * all may', async () => {
    const server = await serve({}, { trust: { origins: 'any', proxy: false } });
    expect(await connect(server.port, 'https://anybody.example')).toEqual({ type: 'OPEN' });
  });
});

describe('/ice-servers.json', () => {
  test('names nobody unless told to', async () => {
    const server = await serve();
    expect(await (await get(server.port, '/ice-servers.json')).json()).toEqual({ iceServers: [] });
  });

  test('makes a password for each request, that expires', async () => {
    const ice = { stunUrls: ['stun:s'], turnUrls: ['turn:t'], turnSecret: 'north', turnTtlSeconds: 600 };
    const server = await serve({}, { ice });
    const answer = await get(server.port, '/ice-servers.json', { origin: 'https://evil.example' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const [stun, turn] = (
      (await answer.json()) as { iceServers: { urls: string[]; username: string; credential: string }[] }
    ).iceServers;
    expect(stun).toEqual({ urls: ['stun:s'] });
    const expiresIn = Number(turn!.username.split(':')[0]) - Date.now() / 1000;
    expect(Math.abs(expiresIn - 600)).toBeLessThan(10);
    expect(turn!.credential).toBe(createHmac('sha1', 'north').update(turn!.username).digest('base64'));
    expect(JSON.stringify(turn)).not.toContain('north');
    // The same as coturn's own example of the scheme computes.
    expect(iceServers(ice, 1_000_000_000_000)[1]).toMatchObject({ username: '1000000600:peerlab' });
  });
});

test('the WebSocket of the site answers at PeerJS’s path alone', async () => {
  const { port } = await serve();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/other`);
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('400');
});
