import {
  change,
  dbfs,
  difference,
  growth,
  quotient,
  rate,
  ratio,
  scaled,
  sum,
  type Figures,
  type Metrics,
} from './rates.ts';
import type { InboundRtp, MediaPlayout } from './reports.ts';

// Each metric with its formula; Δ is the growth between two reports, Δt the time between their timestamps.

/** Of one stream that arrives, by two reports of `inbound-rtp`. */
export const receiveMetrics = {
  /** 8·ΔbytesReceived / Δt: what the packets carried, without their headers. */
  kbps: (b) => rate(b, 'bytesReceived', 8 / 1000),
  /** 8·ΔheaderBytesReceived / Δt: the headers and the padding. */
  headerKbps: (b) => rate(b, 'headerBytesReceived', 8 / 1000),
  /** ΔpacketsLost / (ΔpacketsLost + ΔpacketsReceived). A packet that came late takes its loss back, so it may fall: then 0. */
  lossPercent: (b) => {
    const lost = change(b, 'packetsLost');
    const share = quotient(lost, sum([lost, growth(b, 'packetsReceived')]), 100);
    return lost !== undefined && lost < 0 ? 0 : share;
  },
  /** jitter: the running mean of RFC 3550, section 6.4.1, as it stands. */
  jitterMs: ({ after }) => scaled(after.jitter, 1000),
  /** ΔjitterBufferDelay / ΔjitterBufferEmittedCount: how long a sample or a frame waited until it was played. */
  jitterBufferMs: (b) => ratio(b, 'jitterBufferDelay', 'jitterBufferEmittedCount', 1000),
  /** ΔjitterBufferTargetDelay / ΔjitterBufferEmittedCount: how long it should have waited. */
  jitterBufferTargetMs: (b) => ratio(b, 'jitterBufferTargetDelay', 'jitterBufferEmittedCount', 1000),
  /** ΔjitterBufferMinimumDelay / ΔjitterBufferEmittedCount: how long the network alone asks for; what the target has above it comes from synchronizing sound and picture, or from the page. */
  jitterBufferMinimumMs: (b) => ratio(b, 'jitterBufferMinimumDelay', 'jitterBufferEmittedCount', 1000),
  /** ΔtotalProcessingDelay / ΔframesDecoded: from the first packet of a frame until it was decoded. */
  processingMs: (b) => ratio(b, 'totalProcessingDelay', 'framesDecoded', 1000),
  /** ΔtotalAssemblyTime / ΔframesAssembledFromMultiplePackets: from the first packet of a frame to its last. */
  assemblyMs: (b) => ratio(b, 'totalAssemblyTime', 'framesAssembledFromMultiplePackets', 1000),
  /** ΔframesDecoded / Δt; framesPerSecond where there is no interval yet. */
  fps: (b) => rate(b, 'framesDecoded') ?? b.after.framesPerSecond,
  /** frameWidth of the last frame that was decoded. */
  width: ({ after }) => after.frameWidth,
  /** frameHeight of the same. */
  height: ({ after }) => after.frameHeight,
  /** ΔtotalInterFrameDelay / n, n = ΔframesRendered where it is counted, else ΔframesDecoded: from one frame to the next. */
  interFrameMs: (b) => ratio(b, 'totalInterFrameDelay', framesOf(b.after), 1000),
  /** sqrt((ΔtotalSquaredInterFrameDelay − ΔtotalInterFrameDelay² / n) / n): how unevenly frames come. */
  interFrameDeviationMs: (b) => {
    const count = growth(b, framesOf(b.after));
    const total = growth(b, 'totalInterFrameDelay');
    const squares = growth(b, 'totalSquaredInterFrameDelay');
    if (!count || total === undefined || squares === undefined) return undefined;
    return Math.sqrt(Math.max(0, (squares - total ** 2 / count) / count)) * 1000;
  },
  /** ΔfreezeCount. A freeze is a wait of at least 3 times the mean of the last 30, and 150 ms more than it. */
  freezes: (b) => growth(b, 'freezeCount'),
  /** ΔtotalFreezesDuration / ΔfreezeCount: how long one took. */
  meanFreezeMs: (b) => ratio(b, 'totalFreezesDuration', 'freezeCount', 1000),
  /** ΔtotalFreezesDuration / Δt. A freeze is counted when it is over, all of it: a single interval may have more than 100. */
  frozenPercent: (b) => rate(b, 'totalFreezesDuration', 100),
  /** Our own, since the browser counts a freeze only when it is over: the length of an interval in which no frame came, else 0. */
  stillMs: (b) => {
    const frames = growth(b, 'framesDecoded');
    return frames === undefined ? undefined : frames === 0 ? b.seconds * 1000 : 0;
  },
  /** ΔpauseCount: waits of more than 5 s. */
  pauses: (b) => growth(b, 'pauseCount'),
  /** ΔframesDropped / ΔframesReceived: came, and were not shown. */
  droppedPercent: (b) => ratio(b, 'framesDropped', 'framesReceived', 100),
  /** ΔframesDecoded / ΔframesReceived. */
  decodedPercent: (b) => ratio(b, 'framesDecoded', 'framesReceived', 100),
  /** framesReceived − framesDecoded − framesDropped: frames that wait for the decoder. */
  decoderBacklog: ({ after: { framesReceived, framesDecoded, framesDropped } }) =>
    difference(difference(framesReceived, framesDecoded), framesDropped),
  /** ΔtotalDecodeTime / ΔframesDecoded. */
  decodeMs: (b) => ratio(b, 'totalDecodeTime', 'framesDecoded', 1000),
  /** decodeMs as a share of the time between two frames, 1000 / fps; the frames cancel out: ΔtotalDecodeTime / Δt. */
  decodeBudgetPercent: (b) => rate(b, 'totalDecodeTime', 100),
  /** ΔqpSum / ΔframesDecoded: how coarsely frames were coded. Compare within one codec only: VP8 goes to 127, VP9 and AV1 to 255, H.264 to 51. */
  qpPerFrame: (b) => ratio(b, 'qpSum', 'framesDecoded'),
  /** ΔnackCount / Δt: packets that this side asked to have again. */
  nackPerSecond: (b) => rate(b, 'nackCount'),
  /** ΔpliCount / Δt: how often this side had lost the picture and asked for a whole one. */
  pliPerSecond: (b) => rate(b, 'pliCount'),
  /** ΔfirCount / Δt: the same, asked for in another way. */
  firPerSecond: (b) => rate(b, 'firCount'),
  /** ΔretransmittedPacketsReceived / ΔpacketsReceived. */
  retransmittedPercent: (b) => ratio(b, 'retransmittedPacketsReceived', 'packetsReceived', 100),
  /** Δ(concealedSamples − silentConcealedSamples) / ΔtotalSamplesReceived: sound that was made up because its packet was not there in time. */
  concealedPercent: (b) => {
    const concealed = growth(b, 'concealedSamples');
    const silent = growth(b, 'silentConcealedSamples');
    if (concealed === undefined || silent === undefined) return undefined;
    return quotient(Math.max(0, concealed - silent), growth(b, 'totalSamplesReceived'), 100);
  },
  /** ΔconcealmentEvents. */
  concealmentEvents: (b) => growth(b, 'concealmentEvents'),
  /** Δ(insertedSamplesForDeceleration + removedSamplesForAcceleration) / ΔtotalSamplesReceived: sound stretched or squeezed. */
  timeStretchPercent: (b) =>
    quotient(
      sum([growth(b, 'insertedSamplesForDeceleration'), growth(b, 'removedSamplesForAcceleration')]),
      growth(b, 'totalSamplesReceived'),
      100,
    ),
  /** 10·log10(ΔtotalAudioEnergy / ΔtotalSamplesDuration): the mean loudness, steadier than audioLevel. */
  levelDbfs: (b) => dbfs(ratio(b, 'totalAudioEnergy', 'totalSamplesDuration')),
  /** ΔtotalCorruptionProbability / ΔcorruptionMeasurements, between 0 and 1; only with the corruption detection header extension. */
  corruptionProbability: (b) => ratio(b, 'totalCorruptionProbability', 'corruptionMeasurements'),
} satisfies Metrics<InboundRtp>;
export type ReceiveFigures = Figures<typeof receiveMetrics>;

/** framesRendered is in the specification; where a browser lacks it, what was decoded stands for it. */
const framesOf = ({ framesRendered }: InboundRtp) =>
  framesRendered === undefined ? 'framesDecoded' : 'framesRendered';

/** Of what the loudspeaker was given, by two reports of `media-playout`. */
export const playoutMetrics = {
  /** ΔsynthesizedSamplesDuration / ΔtotalSamplesDuration: sound that the loudspeaker was not given in time. */
  synthesizedPercent: (b) => ratio(b, 'synthesizedSamplesDuration', 'totalSamplesDuration', 100),
  /** ΔtotalPlayoutDelay / ΔtotalSamplesCount: from the page to the loudspeaker. */
  playoutDelayMs: (b) => ratio(b, 'totalPlayoutDelay', 'totalSamplesCount', 1000),
} satisfies Metrics<MediaPlayout>;
export type PlayoutFigures = Figures<typeof playoutMetrics>;

/** By how many milliseconds sound is ahead of the picture: the difference of their estimatedPlayoutTimestamp. */
export function soundAheadMs(sound: InboundRtp, picture: InboundRtp): number | undefined {
  return difference(sound.estimatedPlayoutTimestamp, picture.estimatedPlayoutTimestamp);
}
