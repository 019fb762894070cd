import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { expectService, join, metric, open, serve } from './support.ts';

const offer = (dst: string, payload: unknown = 'x') => ({ type: 'OFFER', dst, payload });

describe('an id has one owner', () => {
  test('nobody takes it over without its token', async () => {
    const server = await serve();
    const owner = await join(server, 'a', 'mine');
    const thief = await join(server, 'a', 'guess');
    expect(thief.heard).toEqual([{ type: 'ID-TAKEN', payload: { msg: 'ID is taken' } }]);
    expect((await thief.closed).code).toBe(1008);
    const friend = await join(server, 'b');
    friend.tell(offer('a'));
    expect(await owner.next('OFFER')).toMatchObject({ src: 'b' });
  });

  test('with its token a page comes back beside its own lingering socket, which is then heard no more', async () => {
    const server = await serve();
    const friend = await join(server, 'b');
    const before = await join(server, 'a', 'mine');
    before.socket.pause(); // a page whose network broke neither reads nor hangs up
    const after = await join(server, 'a', 'mine');
    expect(after.heard).toEqual([{ type: 'OPEN' }]);
    before.tell(offer('b', 'from the past'));
    friend.tell(offer('a', 'one'));
    expect(await after.next('OFFER')).toMatchObject({ payload: 'one' });
    after.tell(offer('b', 'from now'));
    expect(await friend.next('OFFER')).toMatchObject({ payload: 'from now' });
    expect(await metric(server, 'peerlab_peers')).toBe(2);
    before.socket.resume();
    expect((await before.closed).code).toBe(1008);
    // The end of the former socket takes nothing from the new one.
    friend.tell(offer('a', 'two'));
    await expect.poll(() => after.heard.length).toBe(3);
  });

  test('what is sent to it between its goodbye and the end of its wire waits for its return', async () => {
    const server = await serve({ maxMessagesPerSecond: 0 });
    const friend = await join(server, 'b');
    const before = await join(server, 'a', 'mine');
    before.socket.pause(); // it says goodbye, and does not hang up
    before.socket.close();
    const sent: number[] = [];
    do friend.tell(offer('a', sent.push(sent.length) - 1));
    while ((await metric(server, 'peerlab_peers')) > 1);
    friend.tell(offer('a', 'the last'));
    const after = await join(server, 'a', 'mine');
    await expect.poll(() => after.heard.at(-1)?.payload).toBe('the last');
    before.socket.resume();
    await before.closed;
    const heard = [...before.heard, ...after.heard].filter(({ type }) => type === 'OFFER');
    expect(heard.map(({ payload }) => payload)).toEqual([...sent, 'the last']);
  });

  test.for<[string, Record<string, string>, string]>([
    ['no id', { key: 'peerjs', token: 't' }, 'No id, token, or key supplied to websocket server'],
    ['another key', { key: 'other', id: 'a', token: 't' }, 'Invalid key provided'],
    ['an id with a control character', { key: 'peerjs', id: 'a\u001b[2Jb', token: 't' }, 'Invalid id provided'],
    ['an id too long', { key: 'peerjs', id: 'a'.repeat(65), token: 't' }, 'Invalid id provided'],
    ['an id with a space at its end', { key: 'peerjs', id: 'a ', token: 't' }, 'Invalid id provided'],
    ['a token too long', { key: 'peerjs', id: 'a', token: 't'.repeat(129) }, 'Invalid token provided'],
    ['a token with a line break', { key: 'peerjs', id: 'a', token: 't\n' }, 'Invalid token provided'],
  ])('%s is refused by name', async ([, query, reason]) => {
    const server = await serve();
    const raw = open(server.port, query);
    expect(await raw.next('ERROR')).toEqual({ type: 'ERROR', payload: { msg: reason } });
    expect(await raw.closed).toEqual({ code: 1008, reason });
    expect(await metric(server, `peerlab_refused_total{reason="${reason}"}`)).toBe(1);
  });

  test('what PeerJS’s client allows is allowed', async () => {
    const server = await serve();
    for (const id of ['a', '0', 'A b-c_9', 'x'.repeat(64), crypto.randomUUID()])
      expect((await join(server, id)).heard).toEqual([{ type: 'OPEN' }]);
  });

  test('no other key gets an id', async () => {
    const { port } = await serve();
    const ask = (key: string) => fetch(`http://127.0.0.1:${port}/${key}/id`);
    expect((await ask('peerjs')).status).toBe(200);
    expect((await ask('other')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/peerjs/peers`)).status).toBe(401);
  });
});

describe('what is for somebody who is not there', () => {
  test('waits, and comes in its order behind OPEN', async () => {
    const server = await serve();
    const a = await join(server, 'a');
    for (const number of [1, 2, 3]) a.tell(offer('b', number));
    a.tell({ type: 'LEAVE', dst: 'b' });
    await expect.poll(() => metric(server, 'peerlab_messages_total')).toBe(4);
    expect(await metric(server, 'peerlab_queued_bytes')).toBeGreaterThan(0);
    const b = await join(server, 'b');
    await expect.poll(() => b.heard.map(({ type, payload }) => payload ?? type)).toEqual(['OPEN', 1, 2, 3]);
    expect(await metric(server, 'peerlab_queued_bytes')).toBe(0);
  });

  test('expires after five seconds, once for each sender', { timeout: 15_000 }, async () => {
    const server = await serve();
    const [a, c] = [await join(server, 'a'), await join(server, 'c')];
    for (const number of [1, 2, 3]) a.tell(offer('nobody', number));
    c.tell(offer('nobody'));
    const began = performance.now();
    expect(await a.next('EXPIRE')).toEqual({ type: 'EXPIRE', src: 'nobody', dst: 'a' });
    await c.next('EXPIRE');
    expect(performance.now() - began).toBeGreaterThan(4900);
    expect(a.heard.map(({ type }) => type)).toEqual(['OPEN', 'EXPIRE']);
    expect(await metric(server, 'peerlab_queued_bytes')).toBe(0);
  });

  test('expires at once where it could never arrive, or no more can be kept', async () => {
    // Each of these letters takes about 1,600 bytes.
    const server = await serve({ maxQueueBytes: 2000, maxQueuesBytes: 4000 });
    const a = await join(server, 'a');
    a.tell(offer('ünknown'));
    expect(await a.next('EXPIRE')).toEqual({ type: 'EXPIRE', src: 'ünknown', dst: 'a' });
    for (const dst of ['b', 'b', 'c', 'd']) a.tell(offer(dst, 'x'.repeat(1000)));
    await expect
      .poll(() => a.heard.filter(({ type }) => type === 'EXPIRE').map(({ src }) => src))
      .toEqual(['ünknown', 'b', 'd']);
    expect(await metric(server, 'peerlab_queued_bytes')).toBeLessThanOrEqual(4000);
    expect((await join(server, 'c')).socket.readyState).toBe(WebSocket.OPEN);
    a.tell(offer('d'));
    const d = await join(server, 'd');
    expect(await d.next('OFFER')).toMatchObject({ src: 'a' }); // there is room again
    await expectService(server);
  });
});

describe('limits', () => {
  test('peers in all: one more is told so, and finds a place when another goes', async () => {
    const server = await serve({ maxPeers: 2 });
    const [a] = [await join(server, 'a'), await join(server, 'b')];
    const c = await join(server, 'c');
    const reason = 'Server has reached its concurrent user limit';
    expect(c.heard).toEqual([{ type: 'ERROR', payload: { msg: reason } }]);
    expect(await c.closed).toEqual({ code: 1013, reason });
    a.socket.close();
    await a.closed;
    expect((await join(server, 'c')).heard).toEqual([{ type: 'OPEN' }]);
  });

  test('peers of one address, as the proxy names it', async () => {
    const server = await serve({ maxPeersPerAddress: 1 }, { trust: { origins: [], proxy: true } });
    const from = async (id: string, address: string) => {
      const raw = open(server.port, { key: 'peerjs', id, token: 't' }, { 'x-forwarded-for': `1.2.3.4, ${address}` });
      return (await raw.next()).type;
    };
    expect(await from('a', '192.0.2.1')).toBe('OPEN');
    expect(await from('b', '::ffff:192.0.2.1')).toBe('ERROR');
    expect(await from('c', '2001:db8:0:1::5')).toBe('OPEN');
    expect(await from('d', '2001:db8:0:1:ffff::')).toBe('ERROR');
    expect(await from('e', '2001:db8:0:2::5')).toBe('OPEN');
  });

  test('a peer that does not read is cut off, and its sender goes on', async () => {
    const server = await serve({ maxUnreadBytes: 100_000, maxMessagesPerSecond: 0 });
    const slow = await join(server, 'slow');
    const sender = await join(server, 'sender');
    slow.socket.pause();
    const count = () => metric(server, 'peerlab_refused_total{reason="does not read"}');
    // What the system's own buffers take is not the server's memory.
    for (let number = 0; number < 2000 && (await count()) !== 1; number += 100)
      for (let one = 0; one < 100; one++) sender.tell(offer('slow', 'x'.repeat(50_000)));
    expect(await count()).toBe(1);
    expect((await join(server, 'slow', 'another')).heard[0]).toEqual({ type: 'OPEN' });
    await expectService(server);
  });

  test('a silent peer is sent away; a heartbeat keeps it', { timeout: 15_000 }, async () => {
    const server = await serve({ maxIdleSeconds: 2 });
    const [silent, alive] = [await join(server, 'silent'), await join(server, 'alive')];
    const beat = setInterval(() => alive.tell({ type: 'HEARTBEAT' }), 500);
    try {
      expect(await silent.closed).toEqual({ code: 1008, reason: 'idle for too long' });
      expect(silent.heard.at(-1)).toEqual({ type: 'ERROR', payload: { msg: 'idle for too long' } });
      expect(alive.socket.readyState).toBe(WebSocket.OPEN);
      expect((await join(server, 'silent', 'another')).heard[0]).toEqual({ type: 'OPEN' });
    } finally {
      clearInterval(beat);
    }
  });

  test('a connection that says nothing is closed within 30 seconds', { timeout: 40_000 }, async () => {
    const server = await serve();
    const began = performance.now();
    const all = ['', 'GET /heal', 'GET /peerjs HTTP/1.1\r\nHost: x\r\n'].map((beginning) => {
      const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
      if (beginning) socket.write(beginning);
      return socket.resume();
    });
    await Promise.all(all.map((socket) => once(socket, 'close')));
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});
