import { finding, type Finding } from '../finding.ts';
import { channelBetween, connectPair, opened, pingOver } from '../pair.ts';
import type { Probe, ProbeContext } from '../probe.ts';
import { abortable, Resources } from '../resources.ts';
import { iceServerOf, isTurn, type IceServer } from '../servers.ts';
import { thresholds } from '../../stats/thresholds.ts';
import { outcomesOf } from './ice-servers.ts';
import { median } from '../../stats/averages.ts';

/** What was measured, for the judge. */
export interface ThroughputFacts {
  /** The relay it went through; without one it never left this machine. */
  readonly url?: string;
  /** Missing if the connection did not come about. */
  readonly transfer?: Transfer;
  /** The time of a small message there and back before the transfer, and during it. */
  readonly idleMs?: number;
  readonly loadedMs?: number;
}

/** Judges how much can be sent, and what that does to everything else on the same line. */
export function judgeThroughput({ url, transfer, idleMs, loadedMs }: ThroughputFacts): Finding[] {
  const kbps = transfer ? (transfer.bytes * 8) / transfer.ms : 0;
  const where = url ? `through ${url}` : 'inside this machine';
  const delays = { idleMs: rounded(idleMs), loadedMs: rounded(loadedMs) };
  if (kbps === 0) return [finding('throughput.failed', { where, connected: transfer !== undefined }, url)];
  const mbps = Math.round(kbps / 10) / 100;
  const evidence = { where, mbps, bytes: transfer!.bytes, durationMs: Math.round(transfer!.ms), ...delays };
  if (!url) return [finding('throughput.this-machine', evidence)];
  const enough = thresholds.sendKbps.filter((step) => step.kbps <= kbps).at(-1);
  const isGood = kbps >= thresholds.sendKbps[1].kbps;
  const found = [
    finding(
      isGood ? 'throughput.good' : 'throughput.low',
      { ...evidence, what: enough?.what ?? 'not even sound' },
      url,
    ),
  ];
  // A line that makes everything else wait this much longer spoils a call, however much it carries.
  if (idleMs !== undefined && loadedMs !== undefined && loadedMs - idleMs > thresholds.call.roundTripMs.good)
    found.push(finding('throughput.bufferbloat', { ...delays, riseMs: Math.round(loadedMs - idleMs), mbps }, url));
  return found;
}

const rounded = (ms: number | undefined) => (ms === undefined ? null : Math.round(ms));

/** Bytes that arrived, and how long that took. */
export interface Transfer {
  readonly bytes: number;
  readonly ms: number;
}

/** 16 KiB is the largest message that every browser takes and that does not hold up the other channels (RFC 8831, section 6.6). */
const chunkBytes = 16 * 1024;
/**
 * Filled up to the high mark whenever it has run down to the low one. Larger marks are no faster: measured in Chromium in one page,
 * 14 runs each, 24 to 36 MB/s with these, 19 to 28 with four times as much, 1 to 28 with 8 MiB, whose bursts lose packets.
 */
const highWaterBytes = 64 * 1024;
const lowWaterBytes = 16 * 1024;

interface TransferOptions {
  readonly durationMs: number;
  readonly signal: AbortSignal;
  /** Told at about this distance how much had arrived by then. */
  readonly everyMs?: number;
  readonly onProgress?: (sofar: Transfer) => void;
}

/**
 * Sends as much as the channel takes for so many milliseconds, driven by its `bufferedamountlow` event, and counts what arrives
 * at its other end. Ends early if the channel closes.
 */
export async function transfer(
  [near, far]: readonly [RTCDataChannel, RTCDataChannel],
  { durationMs, signal, everyMs = durationMs, onProgress }: TransferOptions,
): Promise<Transfer> {
  const chunk = new Uint8Array(chunkBytes);
  const began = performance.now();
  const since = () => performance.now() - began;
  let bytes = 0;
  let told = 0;
  const fill = () => {
    while (near.readyState === 'open' && near.bufferedAmount < highWaterBytes) near.send(chunk);
  };
  const count = ({ data }: MessageEvent<ArrayBuffer>) => {
    bytes += data.byteLength;
    if (!onProgress || since() - told < everyMs) return;
    told = since();
    onProgress({ bytes, ms: told });
  };
  near.bufferedAmountLowThreshold = lowWaterBytes;
  near.addEventListener('bufferedamountlow', fill);
  far.addEventListener('message', count);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    fill();
    await abortable(
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, durationMs);
        near.addEventListener('close', () => resolve(), { once: true });
      }),
      signal,
    );
    return { bytes, ms: since() };
  } finally {
    clearTimeout(timer);
    near.removeEventListener('bufferedamountlow', fill);
    far.removeEventListener('message', count);
  }
}

interface MeasureOptions {
  /** `{}` stays on this machine; with a relay and `iceTransportPolicy: 'relay'` everything goes through it. */
  readonly config: RTCConfiguration;
  readonly durationMs: number;
  readonly signal: AbortSignal;
}

/** What a channel between two connections of this page carries. Nothing at all if they do not connect. */
export async function measureThroughput({ config, durationMs, signal }: MeasureOptions): Promise<Transfer> {
  const resources = new Resources(signal);
  try {
    const ends = await connected(config, signal, resources);
    return ends ? await transfer(ends.bulk, { durationMs, signal }) : { bytes: 0, ms: durationMs };
  } finally {
    resources.close();
  }
}

type Ends = readonly [RTCDataChannel, RTCDataChannel];

/** Two channels of one connection: for as much as possible, and for small messages beside it. */
async function connected(
  config: RTCConfiguration,
  signal: AbortSignal,
  resources: Resources,
): Promise<{ bulk: Ends; small: Ends } | undefined> {
  let channels: { bulk: Ends; small: Ends } | undefined;
  const giveUpMs = thresholds.call.connectMs.bad;
  const { state } = await connectPair(config, { giveUpMs, signal, resources }, (near, far) => {
    channels = {
      bulk: channelBetween(near, far, 'bulk', { id: 0 }),
      small: channelBetween(near, far, 'small', { id: 1, ordered: false, maxRetransmits: 0 }),
    };
  });
  if (state !== 'connected' || !channels) return undefined;
  return (await opened([...channels.bulk, ...channels.small], giveUpMs, signal)) ? channels : undefined;
}

export const throughput: Probe = {
  id: 'throughput',
  title: 'Throughput',
  group: 'connection',
  load: 'heavy',
  after: ['ice-servers', 'loopback-call'],
  timeoutMs: 20_000,
  async *run(context) {
    const resources = new Resources(context.signal);
    try {
      yield* judgeThroughput(await measure(context, resources));
    } finally {
      resources.close();
    }
  },
};

const idleForMs = 600;
const loadedForMs = 4000;

async function measure(context: ProbeContext, resources: Resources): Promise<ThroughputFacts> {
  const { signal } = context;
  context.say('Looking for a relay to measure through.');
  const relay = (await outcomesOf(context)).find(({ works, server }) => works && isTurn(server.url))?.server;
  const url = relay ? { url: relay.url } : {};
  context.say(relay ? `Connecting through ${relay.url}.` : 'Connecting inside this machine.');
  const channels = await connected(relay ? throughRelay(relay) : {}, signal, resources);
  if (!channels) return url;
  const idle = await pingOver(channels.small, { durationMs: idleForMs, everyMs: 50, signal });
  context.say('Sending as much as possible for four seconds.');
  let before: Transfer = { bytes: 0, ms: 0 };
  const [transferred, loaded] = await Promise.all([
    transfer(channels.bulk, {
      durationMs: loadedForMs,
      signal,
      everyMs: 500,
      onProgress(sofar) {
        const mbps = ((sofar.bytes - before.bytes) * 8) / (sofar.ms - before.ms) / 1000;
        before = sofar;
        context.show({
          kind: 'graph',
          key: 'throughput',
          caption: relay ? `Received through ${relay.url}` : 'Received inside this machine',
          unit: 'Mbit/s',
          second: Math.round(sofar.ms / 100) / 10,
          values: { received: Math.round(mbps * 10) / 10 },
        });
      },
    }),
    pingOver(channels.small, { durationMs: loadedForMs, everyMs: 100, signal }),
  ]);
  const [idleMs, loadedMs] = [median(idle.roundTripsMs), median(loaded.roundTripsMs)];
  return {
    ...url,
    transfer: transferred,
    ...(idleMs === undefined ? {} : { idleMs }),
    ...(loadedMs === undefined ? {} : { loadedMs }),
  };
}

/** Everything goes through this relay, and nowhere else. */
export const throughRelay = (server: IceServer): RTCConfiguration => ({
  iceServers: [iceServerOf(server)],
  iceTransportPolicy: 'relay',
});
