import { finding, type Finding } from '../finding.ts';
import { abortable, Resources } from '../resources.ts';
import type { Probe } from '../probe.ts';

/** How far we came with the peer server. */
export interface Signaling {
  /** `none`: something else answers there. `unreachable`: nothing does. */
  readonly http: 'id' | 'none' | 'unreachable';
  /** From the first byte of the WebSocket to the server's OPEN, in milliseconds. */
  readonly connectMs?: number;
  /** A message to ourselves and back, in milliseconds. */
  readonly echoMs?: number;
  /** What the server said when it turned us away: a text, or the code with which it closed. */
  readonly refusal?: string;
}

const slowConnectMs = 2000;
const slowEchoMs = 1000;

/** Judges the way to the peer server. */
export function judgeSignaling({ http, connectMs, echoMs, refusal }: Signaling): Finding[] {
  if (http === 'none') return [finding('signaling.none')];
  if (http === 'unreachable') return [finding('signaling.unreachable')];
  if (refusal !== undefined) return [finding('signaling.refused', { reason: refusal })];
  if (connectMs === undefined || echoMs === undefined)
    return [finding('signaling.blocked', { connectMs: connectMs ?? null })];
  const slow = connectMs > slowConnectMs || echoMs > slowEchoMs;
  const evidence = { connectMs: Math.round(connectMs), echoMs: Math.round(echoMs * 10) / 10 };
  return [finding(slow ? 'signaling.slow' : 'signaling.works', evidence)];
}

/** Talks to the site's own peer server as PeerJS does, and sends itself a message. */
export const signaling: Probe = {
  id: 'signaling',
  title: 'Finding each other',
  group: 'connection',
  load: 'light',
  timeoutMs: 10_000,
  async *run({ signal, peerServer }) {
    yield* judgeSignaling(await measure(peerServer, signal));
  },
};

async function measure(server: string, signal: AbortSignal): Promise<Signaling> {
  const id = await idFrom(server, signal);
  if (id === 'none' || id === 'unreachable') return { http: id };
  const resources = new Resources(signal);
  try {
    const began = performance.now();
    const query = new URLSearchParams({ key: 'peerjs', id, token: crypto.randomUUID(), version: '1' });
    const socket = resources.add(new WebSocket(`${server.replace(/^http/, 'ws')}/peerjs?${query}`), (one) =>
      one.close(),
    );
    const limit = AbortSignal.any([signal, AbortSignal.timeout(8000)]);
    const open = await answer(socket, 'OPEN', limit);
    if (open !== 'yes') return { http: 'id', ...(open === 'no' ? {} : { refusal: open.refusal }) };
    const connectMs = performance.now() - began;
    const sent = performance.now();
    socket.send(JSON.stringify({ type: 'CANDIDATE', dst: id, payload: {} }));
    const echo = await answer(socket, 'CANDIDATE', limit);
    return { http: 'id', connectMs, ...(echo === 'yes' ? { echoMs: performance.now() - sent } : {}) };
  } finally {
    resources.close();
  }
}

/** An id of chance, as PeerJS asks for one; a static host answers with something else. */
async function idFrom(server: string, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch(`${server}/peerjs/id?ts=${Date.now()}`, { signal, cache: 'no-store' });
    const text = response.ok ? await response.text() : '';
    return /^[\w-]{8,64}$/.test(text) ? text : 'none';
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError) return 'unreachable';
    throw error;
  }
}

/** Waits for a message of a type. `no`: the socket broke, or nothing came in time. */
async function answer(
  socket: WebSocket,
  type: string,
  limit: AbortSignal,
): Promise<'yes' | 'no' | { refusal: string }> {
  const outcome = new Promise<'yes' | 'no' | { refusal: string }>((resolve) => {
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = messageOf(data);
      if (message?.type === type) resolve('yes');
      else if (message?.type === 'ERROR' || message?.type === 'ID-TAKEN') resolve({ refusal: message.text });
    });
    socket.addEventListener('close', ({ code, reason }) =>
      resolve(code >= 4000 || code === 1008 || code === 1013 ? { refusal: reason || `code ${code}` } : 'no'),
    );
  });
  try {
    return await abortable(outcome, limit);
  } catch (error) {
    if (limit.reason instanceof DOMException && limit.reason.name === 'TimeoutError') return 'no';
    throw error;
  }
}

/** What a server sent is not trusted to have any shape. */
function messageOf(data: unknown): { type: string; text: string } | undefined {
  if (typeof data !== 'string' || data.length > 10_000) return undefined;
  try {
    const { type, payload } = JSON.parse(data) as { type?: unknown; payload?: { msg?: unknown } | null };
    if (typeof type !== 'string') return undefined;
    return { type, text: typeof payload?.msg === 'string' ? payload.msg.slice(0, 200) : type };
  } catch {
    return undefined;
  }
}
