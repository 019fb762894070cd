import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPeerServer } from '../../scripts/support/peer-server-process.ts';
import type { Running } from '../../peer-server/src/server.ts';
import { noRedis, startRedis, type Redis } from './redis-server.ts';
import { join, metric, open, serve, type Raw } from './support.ts';

const offer = (dst: string, payload: unknown = 'x') => ({ type: 'OFFER', dst, payload });

describe.skipIf(noRedis)('nodes that share a Redis', () => {
  let redis: Redis;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await redis.stop();
  });

  const readiness = async ({ port }: { port: number }): Promise<[number, unknown]> => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return [answer.status, await answer.json()];
  };
  const ready = [200, { status: 'ready' }];
  const away = [503, { status: 'not ready', problem: 'Redis does not answer' }];

  async function node(limits: Parameters<typeof serve>[0] = {}): Promise<Running> {
    const server = await serve(limits, { redisUrl: redis.url });
    await expect.poll(() => readiness(server)).toEqual(ready);
    return server;
  }
  /** A node in a process of its own, that can be killed. */
  async function processNode(): Promise<{ port: number; child: ChildProcess }> {
    const { port, child } = await startPeerServer({ HOST: '127.0.0.1', REDIS_URL: redis.url, LOG_LEVEL: 'silent' });
    children.push(child);
    await expect.poll(() => readiness({ port }).catch(() => undefined)).toEqual(ready);
    return { port, child };
  }
  /** How many nodes Redis takes for listening. */
  async function listeningNodes(): Promise<number> {
    const socket = connect(Number(new URL(redis.url).port), '127.0.0.1');
    socket.write('PUBSUB CHANNELS peerlab:to:*\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return Number(/^\*(\d+)/.exec(reply.toString())?.[1]);
  }
  const types = (raw: Raw) => raw.heard.map(({ type, payload }) => payload ?? type);

  test('messages cross nodes both ways; an id has one owner in all', async () => {
    const [one, two] = [await node(), await node()];
    const [a, b] = [await join(one, 'a', 'mine'), await join(two, 'b')];
    a.tell(offer('b', 'hello'));
    expect(await b.next('OFFER')).toEqual({ type: 'OFFER', src: 'a', dst: 'b', payload: 'hello' });
    b.tell({ type: 'ANSWER', dst: 'a', payload: 'line\nbreak' });
    expect(await a.next('ANSWER')).toMatchObject({ src: 'b', payload: 'line\nbreak' });
    a.tell({ type: 'LEAVE', dst: 'b' });
    expect(await b.next('LEAVE')).toMatchObject({ src: 'a' });

    expect((await join(two, 'a', 'guess')).heard[0]!.type).toBe('ID-TAKEN');
    // With its token a page may come back by the other node; the former socket is heard no more.
    const again = await join(two, 'a', 'mine');
    expect((await a.closed).code).toBe(1008);
    b.tell(offer('a', 'there'));
    expect(await again.next('OFFER')).toMatchObject({ payload: 'there' });
    again.socket.close();
    await again.closed;
    await expect.poll(async () => (await join(one, 'a', 'another')).heard[0]!.type).toBe('OPEN');
  });

  test(
    'what waits is handed over by any node, in its order; what nobody fetches expires',
    { timeout: 15_000 },
    async () => {
      const [one, two] = [await node({ maxQueueBytes: 1000 }), await node()];
      const a = await join(one, 'a');
      for (const number of [1, 2, 3]) a.tell(offer('b', number));
      a.tell(offer('nobody'));
      a.tell(offer('nobody'));
      a.tell(offer('much', 'x'.repeat(2000)));
      expect(await a.next('EXPIRE')).toMatchObject({ src: 'much' });
      const b = await join(two, 'b');
      await expect.poll(() => types(b)).toEqual(['OPEN', 1, 2, 3]);
      await expect
        .poll(() => a.heard.map(({ src }) => src), { timeout: 10_000 })
        .toEqual([undefined, 'much', 'nobody']);
      // Any of the nodes may be the one that finds it out.
      const expired = await Promise.all([one, two].map((server) => metric(server, 'peerlab_expired_total')));
      expect(expired[0]! + expired[1]!).toBe(2);
    },
  );

  test('ten thousand messages across nodes: none is lost, all in order', { timeout: 60_000 }, async () => {
    const [one, two] = [await node({ maxMessagesPerSecond: 0 }), await node({ maxMessagesPerSecond: 0 })];
    const [a, b] = [await join(one, 'a'), await join(two, 'b')];
    for (let number = 0; number < 10_000; number++) a.tell(offer('b', number));
    await expect.poll(() => b.heard.length, { timeout: 50_000 }).toBe(10_001);
    expect(b.heard.slice(1).map(({ payload }) => payload)).toEqual([...Array(10_000).keys()]);
  });

  test(
    'a node that is killed frees its ids: its peers get them back elsewhere, and strangers may have them',
    { timeout: 30_000 },
    async () => {
      const [dying, two] = [await processNode(), await node()];
      const [a, b] = [await join(dying, 'a', 'mine'), await join(two, 'b')];
      const c = await join(dying, 'c');
      b.tell(offer('a', 'before'));
      await a.next('OFFER');
      const began = performance.now();
      dying.child.kill('SIGKILL');
      await Promise.all([a.closed, c.closed]);
      // Until Redis, too, has seen that nobody listens there, it hands on what nobody will read.
      await expect.poll(listeningNodes).toBe(1);
      b.tell(offer('a', 'meanwhile'));
      const again = await join(two, 'a', 'mine');
      expect(again.heard[0]).toEqual({ type: 'OPEN' });
      await expect.poll(() => types(again)).toEqual(['OPEN', 'meanwhile']);
      await expect
        .poll(async () => (await join(two, 'c', 'another')).heard[0]!.type, { timeout: 10_000, interval: 200 })
        .toBe('OPEN');
      expect(performance.now() - began).toBeLessThan(10_000);
    },
  );

  test(
    'without Redis: peers of a node still talk, nobody is registered, and that is said; with it all is as before',
    { timeout: 60_000 },
    async () => {
      const [one, two] = [await node(), await node()];
      const [a, b, c] = [await join(one, 'a'), await join(one, 'b'), await join(two, 'c')];
      await redis.stop();
      await expect.poll(() => readiness(one)).toEqual(away);
      a.tell(offer('b', 'still'));
      expect(await b.next('OFFER')).toMatchObject({ payload: 'still' });
      a.tell(offer('c'));
      expect(await a.next('EXPIRE')).toMatchObject({ src: 'c' });
      const late = open(one.port, { key: 'peerjs', id: 'late', token: 't' });
      const reason = 'Server cannot register peers now';
      expect(await late.next('ERROR')).toEqual({ type: 'ERROR', payload: { msg: reason } });
      expect(await late.closed).toEqual({ code: 1013, reason });

      await redis.start(); // empty: it has forgotten everybody
      for (const server of [one, two]) await expect.poll(() => readiness(server), { timeout: 20_000 }).toEqual(ready);
      expect((await join(two, 'a', 'guess')).heard[0]!.type).toBe('ID-TAKEN');
      a.tell(offer('c', 'again'));
      expect(await c.next('OFFER')).toMatchObject({ payload: 'again' });
      expect((await join(one, 'late')).heard[0]).toEqual({ type: 'OPEN' });
    },
  );

  test('a node starts without Redis, and serves as soon as that is there', { timeout: 30_000 }, async () => {
    await redis.stop();
    const server = await serve({}, { redisUrl: redis.url });
    expect(await readiness(server)).toEqual(away);
    await redis.start();
    await expect.poll(() => readiness(server), { timeout: 20_000 }).toEqual(ready);
    expect((await join(server, 'a')).heard[0]).toEqual({ type: 'OPEN' });
  });

  test('a node that goes away in order frees its ids at once', async () => {
    const [one, two] = [await node(), await node()];
    await join(one, 'a');
    await one.close();
    expect((await join(two, 'a', 'another')).heard[0]).toEqual({ type: 'OPEN' });
  });
});
