import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { median } from '../../src/lib/stats/averages.ts';
import { attackNames } from './attack-peer-server.ts';
import { startPeerServer } from './peer-server-process.ts';
import { startStock } from './stock-peer-server.ts';

interface Subject {
  readonly port: number;
  readonly child: ChildProcess;
}

/** What one server did. */
interface Load {
  readonly idleKBPerPeer: number;
  readonly messagesPerS: number;
  readonly cpuUsPerMessage: number;
  readonly p99Ms: number;
  /** Messages that did not come, or not in their order. */
  readonly lost: number;
}

/** What an attack did to ours. */
interface Attack {
  readonly name: string;
  /** The most memory that the process had more than before. */
  readonly growthMB: number;
  /** How long messages between two honest peers took meanwhile. */
  readonly p99Ms: number;
}

export interface PeerServerFigures {
  readonly ours: Load;
  readonly stock: Load;
  readonly ratios: { readonly messagesPerS: number; readonly cpuPerMessage: number; readonly idleMemory: number };
  readonly attacks: readonly Attack[];
}

const idlePeers = 2000;
const rounds = 3;
const text = 'x'.repeat(2000);

/** Measures our peer server, with every limit on, beside the one that PeerJS comes with: by turns, each in a process of its own. */
export async function peerServerFigures(): Promise<PeerServerFigures> {
  const loads: { ours: Load[]; stock: Load[] } = { ours: [], stock: [] };
  for (let round = 0; round < rounds; round++) {
    loads.stock.push(await load(await startStock()));
    loads.ours.push(await load(await startPeerServer(highLimits)));
  }
  const [ours, stock] = [middle(loads.ours), middle(loads.stock)];
  return {
    ours,
    stock,
    ratios: {
      messagesPerS: ours.messagesPerS / stock.messagesPerS,
      cpuPerMessage: ours.cpuUsPerMessage / stock.cpuUsPerMessage,
      idleMemory: ours.idleKBPerPeer / stock.idleKBPerPeer,
    },
    attacks: await attacks(),
  };
}

export function peerServerInWords({ ours, stock, ratios, attacks }: PeerServerFigures): string[] {
  const one = (name: string, { messagesPerS, cpuUsPerMessage, p99Ms, idleKBPerPeer, lost }: Load) =>
    `peer server, ${name}: ${messagesPerS.toFixed(0)} messages/s of 2 kB, ${cpuUsPerMessage.toFixed(1)} µs of processor each, p99 ${p99Ms.toFixed(1)} ms at 500 messages/s, ${idleKBPerPeer.toFixed(1)} kB for each of ${idlePeers} idle peers, ${lost} lost or out of order`;
  return [
    one('ours with every limit on', ours),
    one('the stock one', stock),
    `peer server, ours to stock: messages/s ${ratios.messagesPerS.toFixed(2)}, processor per message ${ratios.cpuPerMessage.toFixed(2)}, memory per idle peer ${ratios.idleMemory.toFixed(2)} (medians of ${rounds})`,
    ...attacks.map(
      ({ name, growthMB, p99Ms }) =>
        `peer server, ${name}: memory +${growthMB.toFixed(0)} MB at most, others' p99 ${p99Ms.toFixed(1)} ms`,
    ),
  ];
}

/** All limits are on, but so high that a bench from one address is not in their way. */
const highLimits = {
  PEER_MAX_PEERS_PER_ADDRESS: '4000',
  PEER_MAX_MESSAGES_PER_SECOND: '1000000',
  PEER_MAX_UNREAD_BYTES: '64000000',
};

async function load(subject: Subject): Promise<Load> {
  try {
    // A process that just began still grows by itself.
    const warm = await pairs(subject, 4);
    await flow(warm, 2000);
    await pause(500);
    const before = memoryBytes(subject);
    const idle = await Promise.all(Array.from({ length: idlePeers }, (_, number) => peer(subject, `idle-${number}`)));
    await pause(1000);
    const idleKBPerPeer = (memoryBytes(subject) - before) / idlePeers / 1000;

    const cpuBefore = cpuSeconds(subject);
    const perPair = 10_000;
    const began = performance.now();
    const lost = await flow(warm, perPair);
    const seconds = (performance.now() - began) / 1000;
    const messages = warm.length * perPair;
    const cpuUsPerMessage = ((cpuSeconds(subject) - cpuBefore) / messages) * 1e6;

    const p99Ms = await latency(warm[0]!, 3000, 500);
    for (const socket of idle) socket.terminate();
    return { idleKBPerPeer, messagesPerS: messages / seconds, cpuUsPerMessage, p99Ms, lost };
  } finally {
    subject.child.kill('SIGKILL');
  }
}

interface Pair {
  readonly from: WebSocket;
  readonly to: WebSocket;
  readonly dst: string;
}

async function peer({ port }: Subject, id: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/peerjs?key=peerjs&id=${id}&token=t`, {
    perMessageDeflate: false,
  });
  socket.on('error', () => undefined);
  await once(socket, 'message'); // OPEN
  return socket;
}

const pairs = (subject: Subject, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, number): Promise<Pair> => {
      const dst = `to-${number}`;
      return { from: await peer(subject, `from-${number}`), to: await peer(subject, dst), dst };
    }),
  );

const message = (dst: string, payload: unknown) => JSON.stringify({ type: 'OFFER', dst, payload });

/** Sends so many messages over each pair, as fast as they are taken; answers how many did not come in their order. */
async function flow(all: readonly Pair[], count: number): Promise<number> {
  const lost = await Promise.all(
    all.map(async ({ from, to, dst }) => {
      let inOrder = 0;
      const heard = new Promise<void>((resolve) => {
        const onMessage = (data: Buffer) => {
          const { payload } = JSON.parse(data.toString()) as { payload: { number: number } };
          if (payload.number === inOrder) inOrder++;
          if (payload.number < count - 1) return;
          to.off('message', onMessage);
          resolve();
        };
        to.on('message', onMessage);
      });
      for (let number = 0; number < count; number++) {
        from.send(message(dst, { number, text }));
        // What is not taken yet would only wait here.
        if (from.bufferedAmount > 200_000) await pause(0);
      }
      await heard;
      return count - inOrder;
    }),
  );
  return lost.reduce((sum, one) => sum + one, 0);
}

/** The time that 99 of 100 messages stay below, in milliseconds, at so many messages a second for so long. */
async function latency({ from, to, dst }: Pair, forMs: number, perSecond: number): Promise<number> {
  const times: number[] = [];
  const onMessage = (data: Buffer) => {
    const { payload } = JSON.parse(data.toString()) as { payload: { sentMs: number } };
    times.push(performance.now() - payload.sentMs);
  };
  to.on('message', onMessage);
  const began = performance.now();
  for (let sent = 0; performance.now() - began < forMs;) {
    for (; sent < ((performance.now() - began) / 1000) * perSecond; sent++)
      from.send(message(dst, { sentMs: performance.now(), text }));
    await pause(1);
  }
  await pause(300);
  to.off('message', onMessage);
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Infinity;
}

/** What our server, with its own limits, makes of those who mean it ill: they are a process of their own, so that they do not slow the honest. */
async function attacks(): Promise<Attack[]> {
  const all: Attack[] = [];
  for (const [name, sentence] of Object.entries(attackNames)) {
    const subject = await startPeerServer();
    try {
      const [honest] = await pairs(subject, 1);
      await latency(honest!, 500, 50);
      const before = memoryBytes(subject);
      let most = before;
      const watch = setInterval(() => (most = Math.max(most, memoryBytes(subject))), 20);
      const attacker = spawn('node', ['scripts/support/attack-peer-server.ts', name, String(subject.port)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const p99Ms = await latency(honest!, 8000, 50);
      clearInterval(watch);
      attacker.kill('SIGKILL');
      all.push({ name: sentence, growthMB: (most - before) / 1e6, p99Ms });
    } finally {
      subject.child.kill('SIGKILL');
    }
  }
  return all;
}

const middle = (loads: readonly Load[]): Load => ({
  idleKBPerPeer: median(loads.map((one) => one.idleKBPerPeer))!,
  messagesPerS: median(loads.map((one) => one.messagesPerS))!,
  cpuUsPerMessage: median(loads.map((one) => one.cpuUsPerMessage))!,
  p99Ms: median(loads.map((one) => one.p99Ms))!,
  lost: Math.max(...loads.map((one) => one.lost)),
});

/** What a process has in memory, from Linux's own books. */
function memoryBytes({ child }: Subject): number {
  const [, kB] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Number(kB) * 1024;
}

/** Processor time of a process so far, in the clock ticks of Linux, of which there are 100 in a second. */
function cpuSeconds({ child }: Subject): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
