import fc from 'fast-check';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { rateLimit } from '../../peer-server/src/limits.ts';
import { judgeMessage } from '../../peer-server/src/message.ts';
import { expectService, join, metric, serve } from './support.ts';

const deep = `{"type":"OFFER","dst":"victim","payload":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;

describe('what PeerJS’s server would stumble over ends the connection of its sender, and nothing else', () => {
  test.for<[string, string, string]>([
    ['broken JSON', '{"type":', 'message is not valid'],
    ['nothing', '', 'message is not valid'],
    ['null', 'null', 'message is not valid'],
    ['a list', '[]', 'message is not valid'],
    ['a number', '7', 'message is not valid'],
    ['no type', '{}', 'message is not valid'],
    ['a type that is no text', '{"type":{}}', 'message is not valid'],
    ['a destination that is an object', '{"type":"OFFER","dst":{"toString":1,"valueOf":1}}', 'message is not valid'],
    ['a destination that plays with a terminal', '{"type":"OFFER","dst":"\\u001b[2J"}', 'message is not valid'],
    ['a destination without end', `{"type":"OFFER","dst":"${'x'.repeat(300)}"}`, 'message is not valid'],
    ['a payload nested 10,000 deep', deep, 'message is nested too deep'],
  ])('%s', async ([, text, reason]) => {
    const server = await serve();
    const victim = await join(server, 'victim');
    const attacker = await join(server, 'attacker');
    attacker.socket.send(text);
    expect(await attacker.closed).toEqual({ code: 1008, reason });
    expect(attacker.heard.at(-1)).toEqual({ type: 'ERROR', payload: { msg: reason } });
    expect(victim.socket.readyState).toBe(WebSocket.OPEN);
    expect(victim.heard.map(({ type }) => type)).toEqual(['OPEN']);
    // The id is free again, for anybody.
    expect((await join(server, 'attacker', 'another')).heard[0]!.type).toBe('OPEN');
    await expectService(server);
  });

  test('a violation of the WebSocket protocol, by somebody who then says nothing more', async () => {
    const server = await serve();
    const raw = connect(server.port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      'GET /peerjs?key=peerjs&id=rude&token=t HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    await once(raw, 'data');
    raw.write(Buffer.from([0x81, 0x05, 1, 2, 3, 4, 5])); // a text that is not masked, which no client may send
    raw.resume();
    await once(raw, 'close');
    expect((await join(server, 'rude', 'another')).heard[0]!.type).toBe('OPEN');
    await expectService(server);
  });

  test('a message that is too large', async () => {
    const server = await serve({ maxMessageBytes: 1000 });
    const victim = await join(server, 'victim');
    const attacker = await join(server, 'attacker');
    attacker.tell({ type: 'OFFER', dst: 'victim', payload: 'x'.repeat(900) });
    await victim.next('OFFER');
    attacker.tell({ type: 'OFFER', dst: 'victim', payload: 'x'.repeat(1000) });
    expect((await attacker.closed).code).toBe(1009);
    expect(victim.heard).toHaveLength(2);
    await expectService(server);
  });

  test('more messages than anybody needs', async () => {
    const server = await serve({ maxMessagesPerSecond: 10 });
    const victim = await join(server, 'victim');
    const attacker = await join(server, 'attacker');
    for (let number = 0; number < 100; number++) attacker.tell({ type: 'CANDIDATE', dst: 'victim', payload: number });
    expect(await attacker.closed).toEqual({ code: 1008, reason: 'too many messages' });
    const through = victim.heard.filter(({ type }) => type === 'CANDIDATE').length;
    expect(through).toBeGreaterThanOrEqual(20);
    expect(through).toBeLessThan(60);
    expect(victim.heard.slice(1, 21).map(({ payload }) => payload)).toEqual([...Array(20).keys()]); // in order
  });
});

test('whoever says LEAVE to the server is gone, and cannot speak under an id that is free', async () => {
  const server = await serve();
  const leaver = await join(server, 'leaver');
  leaver.tell({ type: 'LEAVE' });
  leaver.tell({ type: 'OFFER', dst: 'next', payload: 'late' });
  expect((await leaver.closed).code).toBe(1000);
  const owner = await join(server, 'leaver', 'another');
  expect(owner.heard[0]!.type).toBe('OPEN');
  const next = await join(server, 'next');
  owner.tell({ type: 'OFFER', dst: 'next', payload: 'mine' });
  expect(await next.next('OFFER')).toMatchObject({ payload: 'mine' });
});

test('what peers of all kinds say passes: heartbeats, unknown types, everything up to the limits', async () => {
  const server = await serve();
  const [a, b] = [await join(server, 'a'), await join(server, 'b')];
  a.tell({ type: 'HEARTBEAT' });
  a.tell({ type: 'SOMETHING-NEW', dst: 'b' });
  a.tell({ type: 'OFFER', dst: 'b', payload: { sdp: 'x'.repeat(90_000), metadata: { text: '[[[[{{{{"\\"[' } } });
  expect(await b.next('OFFER')).toMatchObject({ src: 'a' });
  a.tell({ type: 'LEAVE', dst: 'b' });
  expect(await b.next('LEAVE')).toMatchObject({ src: 'a' });
  expect(a.socket.readyState).toBe(WebSocket.OPEN);
});

/** Texts of all kinds: what is nearly a message, and what is nothing at all. */
const rubbish = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json({ maxDepth: 40 }),
  fc
    .record(
      {
        type: fc.oneof(fc.constantFrom('OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE', 'EXPIRE', 'HEARTBEAT'), fc.anything()),
        src: fc.anything(),
        dst: fc.oneof(fc.constantFrom('victim', '', '__proto__', 'constructor', 'attacker'), fc.anything()),
        payload: fc.anything(),
      },
      { requiredKeys: [] },
    )
    .map((message) => JSON.stringify(message) ?? ''),
);

test('whatever is sent, the server goes on and nobody else is harmed', { timeout: 60_000 }, async () => {
  const server = await serve({ maxMessagesPerSecond: 0 });
  const victim = await join(server, 'victim');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(rubbish, fc.uint8Array()), { minLength: 1, maxLength: 20 }), async (all) => {
      const attacker = await join(server, 'attacker', 'any');
      expect(attacker.heard[0]).toEqual({ type: 'OPEN' });
      for (const one of all) attacker.socket.send(one);
      attacker.socket.close();
      await attacker.closed;
      expect(victim.socket.readyState).toBe(WebSocket.OPEN);
      // Whatever reaches the victim says truly who sent it.
      for (const { type, src } of victim.heard.splice(0)) expect(type === 'OPEN' || src === 'attacker').toBe(true);
    }),
    { numRuns: 300 },
  );
  await expectService(server);
});

test('frames that break the WebSocket protocol harm only their sender', { timeout: 60_000 }, async () => {
  const server = await serve();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
      const raw = connect(server.port, '127.0.0.1');
      raw.on('error', () => undefined);
      raw.write(
        'GET /peerjs?key=peerjs&id=rude&token=t HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      );
      await once(raw, 'data');
      raw.end(bytes);
      raw.resume();
      await once(raw, 'close');
    }),
    { numRuns: 200 },
  );
  expect(await metric(server, 'peerlab_refused_total{reason="WebSocket protocol is violated"}')).toBeGreaterThan(0);
  await expectService(server);
});

describe('the parts', () => {
  test('depth is counted to the limit and no further', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    const judge = (payload: unknown) => judgeMessage({ type: 'OFFER', payload });
    expect([judge('[[[['), judge(nested(31)), judge({ a: {}, b: nested(30) })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(judge(nested(32))).toBe('message is nested too deep');
    expect(judge({ a: {}, b: nested(31) })).toBe('message is nested too deep');
    expect(judge(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toBe('message is nested too deep');
  });
  test('a rate refills by the clock', () => {
    const allows = rateLimit(2);
    expect([0, 0, 0, 0, 0].map(allows)).toEqual([true, true, true, true, false]);
    expect([499, 999, 1000, 1001].map(allows)).toEqual([false, true, true, false]);
    expect([10_000, 10_000, 10_000, 10_000, 10_000].map(allows)).toEqual([true, true, true, true, false]);
    expect(rateLimit(0)(0)).toBe(true);
  });
});
