import { inboundOf, outboundOf, pathsOf } from './joins.ts';
import { candidateMetrics, isSwitched, pairMetrics, transportMetrics } from './path.ts';
import type { CandidateFigures, PairFigures, TransportFigures } from './path.ts';
import { between, figuresOf, type IntervalKind } from './rates.ts';
import { playoutMetrics, receiveMetrics, soundAheadMs, type PlayoutFigures, type ReceiveFigures } from './receive.ts';
import type { Report, Reports } from './reports.ts';
import { arrivalOf, sendMetrics, sourceMetrics } from './send.ts';
import type { ArrivalFigures, SendFigures, SourceFigures } from './send.ts';
import { thresholds } from './thresholds.ts';

/** One stream that arrives, in one interval. */
export interface Received {
  readonly id: string;
  readonly kind: 'audio' | 'video';
  readonly interval: IntervalKind;
  /** The codec without its kind: VP8, opus. */
  readonly codec: string | undefined;
  readonly figures: ReceiveFigures;
  readonly playout: PlayoutFigures;
}

/** One stream or layer that is sent, in one interval. */
export interface Sent {
  readonly id: string;
  readonly kind: 'audio' | 'video';
  readonly interval: IntervalKind;
  readonly codec: string | undefined;
  readonly figures: SendFigures;
  readonly source: SourceFigures;
  /** Empty while the other side has said nothing new. */
  readonly arrival: ArrivalFigures;
}

/** One way, in one interval. */
export interface Way {
  readonly id: string;
  readonly interval: IntervalKind;
  /** Whether packets took another way before. */
  readonly isSwitched: boolean;
  readonly pair: PairFigures;
  readonly transport: TransportFigures;
  readonly local: CandidateFigures;
  readonly remote: CandidateFigures;
}

/** Everything about one connection between two calls of `getStats`: plain data, units in the names. */
export interface Moment {
  /** When the browser counted, in milliseconds since 1970. */
  readonly timestamp: number;
  /** Whether so much time has passed since the last moment that nothing is known of it: the tab was hidden, or the machine slept. */
  readonly isGap: boolean;
  readonly received: readonly Received[];
  readonly sent: readonly Sent[];
  readonly ways: readonly Way[];
  /** By how many milliseconds the first sound is ahead of the first picture. */
  readonly soundAheadMs: number | undefined;
}

/**
 * Computes everything about one connection from two of its reports. `trackIds` helps where the browser does not say which
 * source a stream has: see {@link outboundOf}.
 */
export function measure(before: Reports | undefined, after: Reports, trackIds?: ReadonlyMap<string, string>): Moment {
  const earlier = {
    inbound: index(before?.inbound),
    outbound: index(before?.outbound),
    remoteInbound: index(before?.remoteInbound),
    sources: index(before?.sources),
    playouts: index(before?.playouts),
    transports: index(before?.transports),
    pairs: index(before?.pairs),
  };

  const received = inboundOf(after).map(({ stream, codec, playout }): Received => {
    const pair = between(earlier.inbound.get(stream.id), stream);
    return {
      id: stream.id,
      kind: stream.kind,
      interval: pair.kind,
      codec: nameOf(codec?.mimeType),
      figures: figuresOf(receiveMetrics, pair),
      playout: playout ? figuresOf(playoutMetrics, between(earlier.playouts.get(playout.id), playout)) : {},
    };
  });

  const sent = outboundOf(after, trackIds).map(({ stream, codec, source, remote }): Sent => {
    const pair = between(earlier.outbound.get(stream.id), stream);
    return {
      id: stream.id,
      kind: stream.kind,
      interval: pair.kind,
      codec: nameOf(codec?.mimeType),
      figures: figuresOf(sendMetrics, pair),
      source: source ? figuresOf(sourceMetrics, between(earlier.sources.get(source.id), source)) : {},
      arrival: remote ? arrivalOf(earlier.remoteInbound.get(remote.id), remote, pair) : {},
    };
  });

  const earlierPaths = before ? pathsOf(before) : [];
  const ways = pathsOf(after).map((path): Way => {
    const { transport, local, remote } = path;
    const was = earlierPaths.find((one) => one.transport?.id === transport?.id);
    const switched = was !== undefined && isSwitched(was, path);
    const since = between(earlier.pairs.get(path.pair.id), path.pair);
    const pair = switched ? { ...since, kind: 'restarted' as const } : since;
    return {
      id: transport?.id ?? path.pair.id,
      interval: pair.kind,
      isSwitched: switched,
      pair: figuresOf(pairMetrics, pair),
      transport: transport ? figuresOf(transportMetrics, between(earlier.transports.get(transport.id), transport)) : {},
      local: local ? figuresOf(candidateMetrics, between(undefined, local)) : {},
      remote: remote ? figuresOf(candidateMetrics, between(undefined, remote)) : {},
    };
  });

  const sound = after.inbound.find(({ kind }) => kind === 'audio');
  const picture = after.inbound.find(({ kind }) => kind === 'video');
  return {
    timestamp: after.timestamp,
    isGap:
      before !== undefined && before.timestamp > 0 && after.timestamp - before.timestamp > thresholds.interval.mostMs,
    received,
    sent,
    ways,
    soundAheadMs: sound && picture ? soundAheadMs(sound, picture) : undefined,
  };
}

const index = <T extends Report>(list: readonly T[] = []) => new Map(list.map((report) => [report.id, report]));

const nameOf = (mimeType: string | undefined) => mimeType?.replace(/^\w+\//, '');
