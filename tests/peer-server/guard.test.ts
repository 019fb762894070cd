import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { depthOf, judgeMessage, rateLimit, type Limits } from '../../peer-server/src/guard.ts';
import { start, type Running } from '../../peer-server/src/server.ts';

const running: Running[] = [];
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serve(limits?: Limits): Promise<Running> {
  const server = await start({
    port: 0,
    host: '127.0.0.1',
    site: undefined,
    base: '/',
    tls: undefined,
    ...(limits ? { limits } : {}),
  });
  running.push(server);
  return server;
}

/** A client on the wire, without PeerJS's own good manners. */
interface Raw {
  readonly socket: WebSocket;
  /** Everything that came, in its order. */
  readonly heard: { type: string; src?: string; payload?: { msg?: string } }[];
  next(type: string): Promise<Raw['heard'][number]>;
  /** The code and the reason with which it ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
  tell(message: unknown): void;
}

async function join(server: Running, id: string, token = `token-${id}`): Promise<Raw> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/peerjs?key=peerjs&id=${id}&token=${token}`);
  sockets.push(socket);
  socket.on('error', () => undefined); // that it is closed is what is looked at
  const heard: Raw['heard'] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Raw['heard'][number]));
  const next: Raw['next'] = async (type) => {
    for (;;) {
      const found = heard.find((message) => message.type === type);
      if (found) return found;
      await once(socket, 'message');
    }
  };
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const raw = { socket, heard, next, closed, tell: (message: unknown) => socket.send(JSON.stringify(message)) };
  await Promise.race([next('OPEN'), next('ID-TAKEN')]);
  return raw;
}

/** That two peers can still talk is what counts after every attack. */
async function expectService(server: Running) {
  const [a, b] = [await join(server, 'honest-a'), await join(server, 'honest-b')];
  a.tell({ type: 'OFFER', dst: 'honest-b', payload: { sdp: 'v=0' } });
  expect(await b.next('OFFER')).toMatchObject({ src: 'honest-a', payload: { sdp: 'v=0' } });
  a.socket.close();
  b.socket.close();
  await Promise.all([a.closed, b.closed]);
}

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
    const server = await serve({ maxMessageBytes: 1000, maxMessagesPerSecond: 0 });
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
    const server = await serve({ maxMessageBytes: 0, maxMessagesPerSecond: 10 });
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

describe('the parts', () => {
  test('depth is counted outside texts', () => {
    expect(['1', '[]', '{"a":[{}]}', '"[[["', '{"a":"\\"[["}', ']]]['].map(depthOf)).toEqual([0, 1, 3, 0, 1, 0]);
  });
  test('a goodbye is told from a goodbye to somebody', () => {
    expect(judgeMessage('{"type":"LEAVE"}')).toBe('leave');
    expect(judgeMessage('{"type":"LEAVE","dst":""}')).toBe('leave');
    expect(judgeMessage('{"type":"LEAVE","dst":"b"}')).toBeUndefined();
  });
  test('a rate refills by the clock', () => {
    const allows = rateLimit(2);
    expect([0, 0, 0, 0, 0].map(allows)).toEqual([true, true, true, true, false]);
    expect([499, 999, 1000, 1001].map(allows)).toEqual([false, true, true, false]);
    expect([10_000, 10_000, 10_000, 10_000, 10_000].map(allows)).toEqual([true, true, true, true, false]);
    expect(rateLimit(0)(0)).toBe(true);
  });
});
