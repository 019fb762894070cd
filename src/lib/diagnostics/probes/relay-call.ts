import { finding, type Finding } from '../finding.ts';
import { channelBetween, connectPair, opened, pingOver, type PairState } from '../pair.ts';
import type { Probe, ProbeContext } from '../probe.ts';
import { abortable, Resources } from '../resources.ts';
import { isTurn, type IceServer } from '../servers.ts';
import { grade, thresholds } from '../../stats/thresholds.ts';
import { outcomesOf } from './ice-servers.ts';
import { median } from '../../stats/averages.ts';
import { throughRelay, transfer, type Transfer } from './throughput.ts';

/** What a call through one relay was like. */
export interface RelayFacts {
  readonly url: string;
  readonly state: PairState;
  readonly connectMs: number;
  /** How many relay addresses both sides got. */
  readonly relayCandidates: number;
  /** How the browser speaks with the relay, as the statistics have it. */
  readonly relayProtocol?: string;
  readonly sent?: number;
  readonly arrived?: number;
  readonly roundTripMs?: number;
  /** How much had arrived, at each quarter of a second. */
  readonly progress?: readonly Transfer[];
}

/** Judges a call through a relay, with both ends on this machine. */
export function judgeRelay(facts: RelayFacts): Finding[] {
  const waitedS = Math.round(facts.connectMs / 100) / 10;
  const { url, state, relayProtocol, sent = 0, arrived = 0, roundTripMs } = facts;
  const base = {
    url,
    connectMs: Math.round(facts.connectMs),
    relayCandidates: facts.relayCandidates,
    relayProtocol: relayProtocol ?? null,
  };
  if (state === 'dtls-stuck')
    return [finding('relay.dtls-stuck', { ...base, waitedS: thresholds.server.giveUpMs / 1000 }, url)];
  if (state === 'failed')
    return [
      finding('relay.failed', { ...base, how: `its two ends had not found each other after ${waitedS} seconds` }, url),
    ];
  if (roundTripMs === undefined)
    return [finding('relay.failed', { ...base, how: 'it connected, but no message came back' }, url)];
  const lossPercent = Math.round(((sent - arrived) / sent) * 1000) / 10;
  const measured = {
    ...base,
    sent,
    arrived,
    lossPercent,
    roundTripMs: Math.round(roundTripMs * 10) / 10,
    ...ramp(facts.progress ?? []),
  };
  const found: Finding[] = [];
  if (grade(roundTripMs, thresholds.call.roundTripMs) !== 'good') found.push(finding('relay.slow', measured, url));
  if (grade(lossPercent, thresholds.call.lossPercent) !== 'good') found.push(finding('relay.lossy', measured, url));
  if (found.length === 0) found.push(finding('relay.good', measured, url));
  if (relayProtocol === 'tcp' || relayProtocol === 'tls')
    found.push(finding('relay.tcp', { url, how: relayProtocol === 'tls' ? 'TLS over TCP' : 'TCP' }, url));
  return found;
}

/** The best quarter of a second, in kbit/s, and how long it took to come within a fifth of it. */
function ramp(progress: readonly Transfer[]): { bestKbps: number | null; rampUpMs: number | null } {
  const kbps = progress.map(({ bytes, ms }, index) => {
    const before = progress[index - 1] ?? { bytes: 0, ms: 0 };
    return ((bytes - before.bytes) * 8) / (ms - before.ms);
  });
  const best = Math.max(...kbps);
  const reached = progress[kbps.findIndex((one) => one >= 0.8 * best)];
  return reached
    ? { bestKbps: Math.round(best), rampUpMs: Math.round(reached.ms) }
    : { bestKbps: null, rampUpMs: null };
}

export const relayCall: Probe = {
  id: 'relay-call',
  title: 'Call through a relay',
  group: 'network',
  load: 'heavy',
  after: ['ice-servers'],
  timeoutMs: 30_000,
  async *run(context) {
    const began = performance.now();
    const relays = (await outcomesOf(context)).filter(({ works, server }) => works && isTurn(server.url));
    if (relays.length === 0) {
      yield finding('relay.none');
      return;
    }
    const rows: (string | number | undefined)[][] = [];
    for (const { server } of relays) {
      if (performance.now() - began > lastStartMs) {
        yield finding('relay.not-tried', { url: server.url }, server.url);
        continue;
      }
      context.say(`Calling through ${server.url}.`);
      const facts = await callThrough(server, context);
      const found = judgeRelay(facts);
      rows.push(row(facts, found[0]!));
      context.show({
        kind: 'table',
        key: 'relays',
        caption: 'Calls through each relay',
        columns: ['Relay', 'Over', 'Connected after (ms)', 'Round trip (ms)', 'Loss (%)', 'Best (Mbit/s)'],
        rows: [...rows],
      });
      yield* found;
    }
  },
};

const smallForMs = 1500;
const bulkForMs = 1500;
/** A call that begins later might not be over, with its waiting and measuring, before the deadline. */
const lastStartMs = 30_000 - thresholds.server.giveUpMs - smallForMs - bulkForMs - 3000;

function row(
  { url, relayProtocol, connectMs, state }: RelayFacts,
  { evidence }: Finding,
): (string | number | undefined)[] {
  const figure = (name: string) => (typeof evidence[name] === 'number' ? evidence[name] : undefined);
  const best = figure('bestKbps');
  return [
    url,
    relayProtocol?.toUpperCase(),
    state === 'connected' ? Math.round(connectMs) : 'never',
    figure('roundTripMs'),
    figure('lossPercent'),
    best === undefined ? undefined : Math.round(best / 100) / 10,
  ];
}

async function callThrough(server: IceServer, { signal }: ProbeContext): Promise<RelayFacts> {
  const resources = new Resources(signal);
  const began = performance.now();
  try {
    const { giveUpMs } = thresholds.server;
    let relayCandidates = 0;
    let small: readonly [RTCDataChannel, RTCDataChannel] | undefined;
    let bulk: readonly [RTCDataChannel, RTCDataChannel] | undefined;
    const { near, state } = await connectPair(
      throughRelay(server),
      { giveUpMs, signal, resources },
      (nearOne, farOne) => {
        for (const one of [nearOne, farOne])
          one.addEventListener('icecandidate', ({ candidate }) => {
            if (candidate?.candidate) relayCandidates++;
          });
        small = channelBetween(nearOne, farOne, 'small', { id: 0, ordered: false, maxRetransmits: 0 });
        bulk = channelBetween(nearOne, farOne, 'bulk', { id: 1 });
      },
    );
    const connectMs = performance.now() - began;
    const facts = { url: server.url, state, connectMs, relayCandidates };
    if (state !== 'connected' || !small || !bulk || !(await opened([...small, ...bulk], 2000, signal))) return facts;
    const relayProtocol = await abortable(relayProtocolOf(near), signal);
    const { sent, arrived, roundTripsMs } = await pingOver(small, { durationMs: smallForMs, everyMs: 10, signal });
    const progress: Transfer[] = [];
    const onProgress = (sofar: Transfer) => progress.push(sofar);
    await transfer(bulk, { durationMs: bulkForMs, signal, everyMs: 250, onProgress });
    const roundTripMs = median(roundTripsMs);
    return {
      ...facts,
      sent,
      arrived,
      progress,
      ...(relayProtocol ? { relayProtocol } : {}),
      ...(roundTripMs === undefined ? {} : { roundTripMs }),
    };
  } finally {
    resources.close();
  }
}

async function relayProtocolOf(connection: RTCPeerConnection): Promise<string | undefined> {
  for (const report of (await connection.getStats()).values() as Iterable<{ type: string; relayProtocol?: string }>)
    if (report.type === 'local-candidate' && report.relayProtocol) return report.relayProtocol;
  return undefined;
}
