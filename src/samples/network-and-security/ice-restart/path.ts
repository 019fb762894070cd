/** The way that a connection takes now, as far as the browser tells it. */
export interface Path {
  /** The user name fragments with which the two candidates in use were announced: every restart makes new ones. */
  readonly ufrags: readonly (string | undefined)[];
  readonly local: string;
  readonly remote: string;
}

interface CandidateStats extends RTCStats {
  readonly address?: string | null;
  readonly port?: number;
  readonly protocol?: string;
  readonly candidateType?: string;
  readonly usernameFragment?: string;
}

/** Finds the pair that carries the media: a report can hold hundreds, and the transport says which of them it is. */
export function pathOf(report: RTCStatsReport): Path | undefined {
  for (const stats of report.values() as Iterable<RTCTransportStats>) {
    if (stats.type !== 'transport' || !stats.selectedCandidatePairId) continue;
    const pair = report.get(stats.selectedCandidatePairId) as RTCIceCandidatePairStats | undefined;
    const local = pair && (report.get(pair.localCandidateId) as CandidateStats | undefined);
    const remote = pair && (report.get(pair.remoteCandidateId) as CandidateStats | undefined);
    if (local && remote)
      return {
        ufrags: [local.usernameFragment, remote.usernameFragment],
        local: inWords(local),
        remote: inWords(remote),
      };
  }
  return undefined;
}

/**
 * How many ends of a path are of a later generation than those of the path before. One of two is usual for a moment, and can stay
 * so: a new port may talk to the old one of the other side. Where the browser tells no fragments, other addresses have to do.
 */
export function newEnds(before: Path | undefined, now: Path | undefined): number {
  if (!now) return 0;
  if (!before) return 2;
  const isNew = now.ufrags.includes(undefined)
    ? [now.local !== before.local, now.remote !== before.remote]
    : now.ufrags.map((ufrag, end) => ufrag !== before.ufrags[end]);
  return isNew.filter(Boolean).length;
}

/** The fragment that a description announces; with bundling, all of its parts share one. */
export function ufragOf(description: RTCSessionDescription | null): string {
  return /^a=ice-ufrag:(.+?)\r?$/m.exec(description?.sdp ?? '')?.[1] ?? 'none';
}

function inWords({ address, port, protocol, candidateType }: CandidateStats): string {
  const where = !address ? 'an address that the browser hides' : address.includes(':') ? `[${address}]` : address;
  return `${where}, ${protocol} port ${port} (${candidateType})`;
}
