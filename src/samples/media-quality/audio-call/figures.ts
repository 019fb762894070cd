/** What is known of one moment of the call. A member that the browser does not report is `undefined`: it is not 0. */
export interface Figures {
  /** `audio/opus`. */
  readonly codec: string | undefined;
  /** What the codec was agreed with, `stereo=1;usedtx=1`. */
  readonly format: string | undefined;
  readonly sentKbps: number | undefined;
  readonly targetKbps: number | undefined;
  readonly packetsPerSecond: number | undefined;
  readonly jitterMs: number | undefined;
}

type AnyStats = RTCOutboundRtpStreamStats & RTCInboundRtpStreamStats;
type CodecStats = RTCStats & { readonly mimeType: string; readonly sdpFmtpLine?: string };

/**
 * Reads the figures from a report of the sending connection and one of the receiving connection. Counters only ever grow, so
 * a rate needs the sender's report before this one too; without it, it is unknown.
 */
export function figuresOf(sender: RTCStatsReport, receiver: RTCStatsReport, before?: RTCStatsReport): Figures {
  const outbound = find(sender, 'outbound-rtp');
  const last = before && find(before, 'outbound-rtp');
  const codec = sender.get(outbound?.codecId ?? '') as CodecStats | undefined;
  const jitter = find(receiver, 'inbound-rtp')?.jitter;
  const bytes = perSecond(last, outbound, 'bytesSent');
  return {
    codec: codec?.mimeType,
    format: codec?.sdpFmtpLine,
    sentKbps: bytes === undefined ? undefined : (bytes * 8) / 1000,
    targetKbps: outbound?.targetBitrate === undefined ? undefined : outbound.targetBitrate / 1000,
    packetsPerSecond: perSecond(last, outbound, 'packetsSent'),
    jitterMs: jitter === undefined ? undefined : jitter * 1000,
  };
}

/** This call sends one sound and nothing else, so there is one stream on each side. */
function find(report: RTCStatsReport, type: string): AnyStats | undefined {
  return [...(report.values() as Iterable<AnyStats>)].find((stats) => stats.type === type);
}

/** How much a counter grew. The time between two reports is never exactly the one asked for. */
function perSecond(before: AnyStats | undefined, now: AnyStats | undefined, counter: 'bytesSent' | 'packetsSent') {
  const [from, to] = [before?.[counter], now?.[counter]];
  if (from === undefined || to === undefined || now!.timestamp <= before!.timestamp) return undefined;
  return ((to - from) * 1000) / (now!.timestamp - before!.timestamp);
}
