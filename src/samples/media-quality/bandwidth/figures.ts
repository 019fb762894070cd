/** What is shown of one moment of the call. A member that the browser does not report is `undefined`: it is not 0. */
export interface Figures {
  readonly sentKbps: number | undefined;
  readonly targetKbps: number | undefined;
  readonly availableKbps: number | undefined;
  readonly sentPerSecond: number | undefined;
  readonly receivedPerSecond: number | undefined;
  readonly sentWidth: number | undefined;
  readonly receivedWidth: number | undefined;
  readonly limitation: string | undefined;
}

type AnyStats = RTCOutboundRtpStreamStats & RTCInboundRtpStreamStats & RTCIceCandidatePairStats;

/**
 * Reads the figures from a report of the sending connection and one of the receiving connection. Counters only ever grow, so
 * a rate needs the sender's report before this one too; without it, the bitrate is unknown.
 */
export function figuresOf(sender: RTCStatsReport, receiver: RTCStatsReport, before?: RTCStatsReport): Figures {
  const outbound = find(sender, 'outbound-rtp');
  const inbound = find(receiver, 'inbound-rtp');
  const pair = find(sender, 'candidate-pair', 'availableOutgoingBitrate'); // only the pair in use has it
  return {
    sentKbps: kbpsBetween(before && find(before, 'outbound-rtp'), outbound),
    targetKbps: inKbps(outbound?.targetBitrate),
    availableKbps: inKbps(pair?.availableOutgoingBitrate),
    sentPerSecond: outbound?.framesPerSecond,
    receivedPerSecond: inbound?.framesPerSecond,
    sentWidth: outbound?.frameWidth,
    receivedWidth: inbound?.frameWidth,
    limitation: outbound?.qualityLimitationReason,
  };
}

/** The first of a type that has a member. This call sends one picture and nothing else, so there is one stream on each side. */
function find(report: RTCStatsReport, type: string, member: keyof AnyStats = 'id'): AnyStats | undefined {
  for (const stats of report.values() as Iterable<AnyStats>)
    if (stats.type === type && stats[member] !== undefined) return stats;
  return undefined;
}

/** Bits in a millisecond are kilobits in a second. The time between two reports is never exactly the one asked for. */
function kbpsBetween(before: AnyStats | undefined, now: AnyStats | undefined): number | undefined {
  if (before?.bytesSent === undefined || now?.bytesSent === undefined || now.timestamp <= before.timestamp)
    return undefined;
  return ((now.bytesSent - before.bytesSent) * 8) / (now.timestamp - before.timestamp);
}

const inKbps = (bitsPerSecond: number | undefined) => (bitsPerSecond === undefined ? undefined : bitsPerSecond / 1000);
