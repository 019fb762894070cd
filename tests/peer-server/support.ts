import { once } from 'node:events';
import { afterEach, expect } from 'vitest';
import WebSocket from 'ws';
import type { Config } from '../../peer-server/src/config.ts';
import { defaultLimits, type Limits } from '../../peer-server/src/limits.ts';
import { start, type Running } from '../../peer-server/src/server.ts';

const running: Running[] = [];
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** Starts a server for one test, with some of its limits changed. */
export async function serve(limits: Partial<Limits> = {}, more: Partial<Config> = {}): Promise<Running> {
  const config = {
    port: 0,
    host: '127.0.0.1',
    site: undefined,
    base: '/',
    tls: undefined,
    logLevel: 'silent',
  } as const;
  const server = await start({ ...config, ...more, limits: { ...defaultLimits, ...limits } });
  running.push(server);
  return server;
}

export interface Heard {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: unknown;
}

/** A client on the wire, without PeerJS's own good manners. */
export interface Raw {
  readonly socket: WebSocket;
  /** Everything that came, in its order. */
  readonly heard: Heard[];
  /** The first message of a type, or of any, if need be the one that is yet to come. */
  readonly next: (type?: string) => Promise<Heard>;
  /** The code and the reason with which it ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly tell: (message: unknown) => void;
}

/** Opens a WebSocket as PeerJS's client does, with any query. */
export function open(port: number, query: Record<string, string>, headers: Record<string, string> = {}): Raw {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/peerjs?${new URLSearchParams(query).toString()}`, { headers });
  sockets.push(socket);
  socket.on('error', () => undefined); // that it is closed is what is looked at
  const heard: Heard[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Heard));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const next: Raw['next'] = async (type) => {
    for (;;) {
      const found = heard.find((message) => message.type === (type ?? message.type));
      if (found) return found;
      if (socket.readyState >= WebSocket.CLOSING) throw new Error(`It closed before ${type ?? 'anything'} came.`);
      await Promise.race([once(socket, 'message'), closed]);
    }
  };
  return { socket, heard, next, closed, tell: (message: unknown) => socket.send(JSON.stringify(message)) };
}

/** Opens one with an id, and waits until the server has answered. */
export async function join(
  { port }: { port: number },
  id: string,
  token = `token-${id.replaceAll(' ', '-')}`,
): Promise<Raw> {
  const raw = open(port, { key: 'peerjs', id, token });
  await raw.next();
  return raw;
}

/** That two peers can still talk is what counts after every attack. */
export async function expectService(server: Running) {
  const [a, b] = [await join(server, 'honest-a'), await join(server, 'honest-b')];
  a.tell({ type: 'OFFER', dst: 'honest-b', payload: { sdp: 'v=0' } });
  expect(await b.next('OFFER')).toMatchObject({ src: 'honest-a', payload: { sdp: 'v=0' } });
  a.socket.close();
  b.socket.close();
  await Promise.all([a.closed, b.closed]);
}

/** A figure of `/metrics`. */
export async function metric(server: { port: number }, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}
