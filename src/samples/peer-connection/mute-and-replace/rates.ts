/** What left a side per second. A member that the browser does not report is `undefined`: it is not 0. */
export interface Rates {
  readonly soundPackets: number | undefined;
  readonly soundKbps: number | undefined;
  readonly pictures: number | undefined;
  readonly pictureKbps: number | undefined;
}

/** Counters only ever grow, so a rate needs two reports; their own timestamps say how far apart they are. */
export function ratesOf(before: RTCStatsReport, now: RTCStatsReport): Rates {
  const perSecond = (kind: string, member: 'packetsSent' | 'framesSent' | 'bytesSent') => {
    const [then, later] = [outbound(before, kind), outbound(now, kind)];
    const [from, to] = [then?.[member], later?.[member]];
    if (!then || !later || from === undefined || to === undefined || later.timestamp <= then.timestamp)
      return undefined;
    return ((to - from) * 1000) / (later.timestamp - then.timestamp);
  };
  const kbps = (bytes: number | undefined) => (bytes === undefined ? undefined : (bytes * 8) / 1000);
  return {
    soundPackets: perSecond('audio', 'packetsSent'),
    soundKbps: kbps(perSecond('audio', 'bytesSent')),
    pictures: perSecond('video', 'framesSent'),
    pictureKbps: kbps(perSecond('video', 'bytesSent')),
  };
}

function outbound(report: RTCStatsReport, kind: string): RTCOutboundRtpStreamStats | undefined {
  for (const stats of report.values() as Iterable<RTCOutboundRtpStreamStats>)
    if (stats.type === 'outbound-rtp' && stats.kind === kind) return stats;
  return undefined;
}
