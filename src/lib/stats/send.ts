import {
  between,
  change,
  dbfs,
  difference,
  growth,
  quotient,
  rate,
  ratio,
  scaled,
  type Between,
  type Figures,
  type Metrics,
} from './rates.ts';
import type { MediaSource, OutboundRtp, RemoteInboundRtp } from './reports.ts';

// Each metric with its formula; Δ is the growth between two reports, Δt the time between their timestamps.

/** Of one stream or layer that is sent, by two reports of `outbound-rtp`. */
export const sendMetrics = {
  /** 8·ΔbytesSent / Δt: what the packets carried, without their headers. */
  kbps: (b) => rate(b, 'bytesSent', 8 / 1000),
  /** 8·ΔheaderBytesSent / Δt: the headers and the padding. */
  headerKbps: (b) => rate(b, 'headerBytesSent', 8 / 1000),
  /** targetBitrate: what the encoder was told, where it is known. */
  targetKbps: ({ after }) => scaled(after.targetBitrate, 1 / 1000),
  /** 8·ΔtotalEncodedBytesTarget / Δt. Some browsers have the member and never count it; so 0 while frames are encoded is unknown. */
  encodedTargetKbps: (b) =>
    growth(b, 'totalEncodedBytesTarget') === 0 && growth(b, 'framesEncoded') !== 0
      ? undefined
      : rate(b, 'totalEncodedBytesTarget', 8 / 1000),
  /** ΔretransmittedPacketsSent / ΔpacketsSent. */
  retransmittedPercent: (b) => ratio(b, 'retransmittedPacketsSent', 'packetsSent', 100),
  /** ΔtotalEncodeTime / ΔframesEncoded. */
  encodeMs: (b) => ratio(b, 'totalEncodeTime', 'framesEncoded', 1000),
  /** encodeMs as a share of the time between two frames, 1000 / fps; the frames cancel out: ΔtotalEncodeTime / Δt. */
  encodeBudgetPercent: (b) => rate(b, 'totalEncodeTime', 100),
  /** ΔtotalPacketSendDelay / ΔpacketsSent: how long a packet waited for its turn. It rises first when the way is full. */
  pacerMs: (b) => ratio(b, 'totalPacketSendDelay', 'packetsSent', 1000),
  /** ΔframesEncoded / Δt; framesPerSecond where there is no interval yet. */
  fps: (b) => rate(b, 'framesEncoded') ?? b.after.framesPerSecond,
  /** frameWidth of the last frame that was encoded. Less than the source's: the encoder or the network keeps it small. */
  width: ({ after }) => after.frameWidth,
  /** frameHeight of the same. */
  height: ({ after }) => after.frameHeight,
  /** qualityLimitationReason: why it sends less than it was given: none, cpu, bandwidth or other. */
  limitation: ({ after }) => after.qualityLimitationReason,
  /** ΔqualityLimitationDurations.cpu / Δt. */
  cpuLimitedPercent: (b) => limitedPercent(b, 'cpu'),
  /** ΔqualityLimitationDurations.bandwidth / Δt. */
  bandwidthLimitedPercent: (b) => limitedPercent(b, 'bandwidth'),
  /** ΔqualityLimitationDurations.other / Δt. */
  otherLimitedPercent: (b) => limitedPercent(b, 'other'),
  /** ΔqualityLimitationResolutionChanges. */
  resolutionChanges: (b) => growth(b, 'qualityLimitationResolutionChanges'),
  /** ΔkeyFramesEncoded: frames that stand alone. */
  keyFrames: (b) => growth(b, 'keyFramesEncoded'),
  /** ΔhugeFramesSent: frames of at least 2.5 times the mean size. */
  hugeFrames: (b) => growth(b, 'hugeFramesSent'),
  /** ΔqpSum / ΔframesEncoded: how coarsely frames are coded. Compare within one codec only. */
  qpPerFrame: (b) => ratio(b, 'qpSum', 'framesEncoded'),
  /** ΔnackCount / Δt: packets that the other side asked to have again. */
  nackPerSecond: (b) => rate(b, 'nackCount'),
  /** ΔpliCount / Δt: how often the other side had lost the picture. */
  pliPerSecond: (b) => rate(b, 'pliCount'),
  /** ΔfirCount / Δt: the same, asked for in another way. */
  firPerSecond: (b) => rate(b, 'firCount'),
  /** active: whether this layer may be sent. */
  isActive: ({ after }) => after.active,
  /** Whether a layer may be sent, and carries nothing: ΔbytesSent = 0 while active. */
  isStarved: (b) => {
    const sent = growth(b, 'bytesSent');
    return b.after.active === undefined || sent === undefined ? undefined : b.after.active && sent === 0;
  },
  /** rid: the name of the layer. */
  rid: ({ after }) => after.rid,
  /** encodingIndex: its place among the encodings. */
  encodingIndex: ({ after }) => after.encodingIndex,
  /** scalabilityMode: the layers within it. */
  scalabilityMode: ({ after }) => after.scalabilityMode,
} satisfies Metrics<OutboundRtp>;
export type SendFigures = Figures<typeof sendMetrics>;

function limitedPercent({ before, after, kind, seconds }: Between<OutboundRtp>, reason: string): number | undefined {
  if (kind !== 'measured') return undefined;
  const grown = difference(after.qualityLimitationDurations?.[reason], before?.qualityLimitationDurations?.[reason]);
  // The browser reads its two clocks one after another, so a whole second may look a little longer.
  return grown === undefined || grown < 0 ? undefined : Math.min(100, (grown / seconds) * 100);
}

/** Of the camera or microphone behind a stream, by two reports of `media-source`. */
export const sourceMetrics = {
  /** framesPerSecond. Less than was asked for: the camera's doing. */
  fps: (b) => b.after.framesPerSecond ?? rate(b, 'frames'),
  width: ({ after }) => after.width,
  height: ({ after }) => after.height,
  /** 10·log10(ΔtotalAudioEnergy / ΔtotalSamplesDuration): the mean loudness before it is encoded. */
  levelDbfs: (b) => dbfs(ratio(b, 'totalAudioEnergy', 'totalSamplesDuration')),
  /** echoReturnLoss: how much weaker the echo is than what the loudspeaker plays. */
  echoReturnLossDb: ({ after }) => after.echoReturnLoss,
  /** echoReturnLossEnhancement: how much of it the echo canceller takes away besides. */
  echoReturnLossEnhancementDb: ({ after }) => after.echoReturnLossEnhancement,
} satisfies Metrics<MediaSource>;
export type SourceFigures = Figures<typeof sourceMetrics>;

/** RTCP reports come up to every 7.5 s (RFC 3550, section 6.2: 5 s, times up to 1.5), so a longer time is no gap yet. */
const rtcpInterval = { leastMs: 1, mostMs: 10_000 };

/**
 * How a stream arrives on the other side, by two reports of `remote-inbound-rtp`. Nothing but the last is known while no new
 * RTCP report has come: the same report twice gives no figures, so that nobody averages repeats.
 */
export function arrivalOf(
  before: RemoteInboundRtp | undefined,
  after: RemoteInboundRtp,
  sent: Between<OutboundRtp>,
): ArrivalFigures {
  if (before?.timestamp === after.timestamp) return {};
  const pair = between(before, after, rtcpInterval);
  const figures = {
    /** fractionLost, of the last RTCP interval; else ΔpacketsLost / ΔpacketsSent. */
    lossPercent: scaled(after.fractionLost, 100) ?? lostOfSent(pair, sent),
    /** jitter. */
    jitterMs: scaled(after.jitter, 1000),
    /** roundTripTime, of the last RTCP interval. */
    roundTripMs: scaled(after.roundTripTime, 1000),
    /** ΔtotalRoundTripTime / ΔroundTripTimeMeasurements. */
    meanRoundTripMs: ratio(pair, 'totalRoundTripTime', 'roundTripTimeMeasurements', 1000),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}

/** See {@link arrivalOf}. */
export interface ArrivalFigures {
  readonly lossPercent?: number;
  readonly jitterMs?: number;
  readonly roundTripMs?: number;
  readonly meanRoundTripMs?: number;
}

function lostOfSent(pair: Between<RemoteInboundRtp>, sent: Between<OutboundRtp>): number | undefined {
  const lost = change(pair, 'packetsLost');
  return lost === undefined ? undefined : quotient(Math.max(0, lost), growth(sent, 'packetsSent'), 100);
}
