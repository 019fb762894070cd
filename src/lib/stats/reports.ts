/** What every report has. */
export interface Report {
  readonly id: string;
  /** When the browser counted, in milliseconds; for what the other side reported, when that report came. */
  readonly timestamp: number;
}

// The members below are those that this engine reads, by the names of “Identifiers for WebRTC's Statistics API” (webrtc-stats).
// All may be missing: no browser has them all, and many come only when media moves. Times are in seconds, as the browser counts.

/** One stream of packets, in either direction (`RTCRtpStreamStats`). */
interface RtpStream extends Report {
  readonly kind: 'audio' | 'video';
  readonly ssrc: number;
  readonly codecId?: string;
  readonly transportId?: string;
}

/** `inbound-rtp`: a stream that arrives, as this side counts it. */
export interface InboundRtp extends RtpStream {
  readonly mid?: string;
  readonly trackIdentifier?: string;
  readonly remoteId?: string;
  readonly playoutId?: string;
  readonly bytesReceived?: number;
  readonly headerBytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly jitter?: number;
  readonly retransmittedPacketsReceived?: number;
  readonly nackCount?: number;
  readonly pliCount?: number;
  readonly firCount?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferTargetDelay?: number;
  readonly jitterBufferMinimumDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly totalProcessingDelay?: number;
  readonly estimatedPlayoutTimestamp?: number;
  // Pictures.
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesPerSecond?: number;
  readonly framesReceived?: number;
  readonly framesDecoded?: number;
  readonly framesRendered?: number;
  readonly framesDropped?: number;
  readonly framesAssembledFromMultiplePackets?: number;
  readonly totalAssemblyTime?: number;
  readonly totalDecodeTime?: number;
  readonly totalInterFrameDelay?: number;
  readonly totalSquaredInterFrameDelay?: number;
  readonly freezeCount?: number;
  readonly totalFreezesDuration?: number;
  readonly pauseCount?: number;
  readonly qpSum?: number;
  readonly totalCorruptionProbability?: number;
  readonly corruptionMeasurements?: number;
  // Sound.
  readonly totalSamplesReceived?: number;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly concealmentEvents?: number;
  readonly insertedSamplesForDeceleration?: number;
  readonly removedSamplesForAcceleration?: number;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
}

/** `outbound-rtp`: a stream, or one layer of it, that this side sends. */
export interface OutboundRtp extends RtpStream {
  readonly mid?: string;
  readonly rid?: string;
  readonly encodingIndex?: number;
  readonly active?: boolean;
  readonly scalabilityMode?: string;
  readonly remoteId?: string;
  readonly mediaSourceId?: string;
  readonly bytesSent?: number;
  readonly headerBytesSent?: number;
  readonly packetsSent?: number;
  readonly retransmittedPacketsSent?: number;
  readonly nackCount?: number;
  readonly pliCount?: number;
  readonly firCount?: number;
  readonly targetBitrate?: number;
  readonly totalEncodedBytesTarget?: number;
  readonly totalPacketSendDelay?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesPerSecond?: number;
  readonly framesEncoded?: number;
  readonly keyFramesEncoded?: number;
  readonly hugeFramesSent?: number;
  readonly totalEncodeTime?: number;
  readonly qpSum?: number;
  readonly qualityLimitationReason?: string;
  readonly qualityLimitationDurations?: Readonly<Record<string, number>>;
  readonly qualityLimitationResolutionChanges?: number;
}

/** `remote-inbound-rtp`: how a stream that this side sends arrives, as the other side reported it by RTCP. */
export interface RemoteInboundRtp extends RtpStream {
  readonly localId?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly fractionLost?: number;
  readonly jitter?: number;
  readonly roundTripTime?: number;
  readonly totalRoundTripTime?: number;
  readonly roundTripTimeMeasurements?: number;
}

/** `remote-outbound-rtp`: a stream that arrives, as the other side sent it. */
export interface RemoteOutboundRtp extends RtpStream {
  readonly localId?: string;
  readonly packetsSent?: number;
  readonly bytesSent?: number;
}

/** `media-source`: what the camera or the microphone gives to a sender. */
export interface MediaSource extends Report {
  readonly kind: 'audio' | 'video';
  readonly trackIdentifier?: string;
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
  readonly framesPerSecond?: number;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
  readonly echoReturnLoss?: number;
  readonly echoReturnLossEnhancement?: number;
}

/** `media-playout`: what the loudspeaker was given. */
export interface MediaPlayout extends Report {
  readonly synthesizedSamplesDuration?: number;
  readonly totalSamplesDuration?: number;
  readonly totalSamplesCount?: number;
  readonly totalPlayoutDelay?: number;
}

/** `codec`: how a stream is packed. */
export interface Codec extends Report {
  readonly mimeType?: string;
  readonly clockRate?: number;
}

/** `transport`: what carries the streams. */
export interface Transport extends Report {
  readonly selectedCandidatePairId?: string;
  readonly selectedCandidatePairChanges?: number;
  readonly dtlsState?: string;
  readonly tlsVersion?: string;
  readonly dtlsCipher?: string;
  readonly srtpCipher?: string;
  readonly iceRole?: string;
  readonly dtlsRole?: string;
}

/** `candidate-pair`: one way between the two sides. `selected` is Firefox's own. */
export interface CandidatePair extends Report {
  readonly transportId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly selected?: boolean;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly currentRoundTripTime?: number;
  readonly totalRoundTripTime?: number;
  readonly requestsSent?: number;
  readonly responsesReceived?: number;
  readonly availableOutgoingBitrate?: number;
  readonly lastPacketReceivedTimestamp?: number;
  readonly packetsDiscardedOnSend?: number;
}

/** `local-candidate` or `remote-candidate`: one end of a way. */
export interface Candidate extends Report {
  readonly candidateType?: string;
  readonly address?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly url?: string;
  readonly networkType?: string;
  readonly tcpType?: string;
}

/** All that one call of `getStats` gave, as plain lists. */
export interface Reports {
  readonly inbound: readonly InboundRtp[];
  readonly outbound: readonly OutboundRtp[];
  readonly remoteInbound: readonly RemoteInboundRtp[];
  readonly remoteOutbound: readonly RemoteOutboundRtp[];
  readonly sources: readonly MediaSource[];
  readonly playouts: readonly MediaPlayout[];
  readonly codecs: readonly Codec[];
  readonly transports: readonly Transport[];
  readonly pairs: readonly CandidatePair[];
  readonly localCandidates: readonly Candidate[];
  readonly remoteCandidates: readonly Candidate[];
  /** When the browser counted, in milliseconds: the latest of all timestamps. 0 if there is no report at all. */
  readonly timestamp: number;
}

const listOf: Readonly<Record<string, Exclude<keyof Reports, 'timestamp'>>> = {
  'inbound-rtp': 'inbound',
  'outbound-rtp': 'outbound',
  'remote-inbound-rtp': 'remoteInbound',
  'remote-outbound-rtp': 'remoteOutbound',
  'media-source': 'sources',
  'media-playout': 'playouts',
  codec: 'codecs',
  transport: 'transports',
  'candidate-pair': 'pairs',
  'local-candidate': 'localCandidates',
  'remote-candidate': 'remoteCandidates',
};

/**
 * Turns what `getStats` gives into plain lists. This is the only place that knows the browser's map; types of report that
 * nothing here reads (certificates, and whatever comes next) stay out.
 */
export function reportsOf(stats: { values(): Iterable<unknown> }): Reports {
  const lists: Record<string, Report[]> = Object.fromEntries(Object.values(listOf).map((name) => [name, []]));
  let timestamp = 0;
  for (const report of stats.values() as Iterable<Report & { readonly type: string }>) {
    const name = listOf[report.type];
    if (name === undefined) continue;
    lists[name]!.push(report);
    timestamp = Math.max(timestamp, report.timestamp);
  }
  return { ...lists, timestamp } as unknown as Reports;
}
