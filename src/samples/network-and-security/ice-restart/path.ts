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
 * Whether the second path is of a later generation than the first, at both ends: for a moment, a new port may talk to the old
 * one of the other side. Where the browser tells no fragments, other addresses have to do.
 */
export function isNewPath(before: Path | undefined, now: Path | undefined): now is Path {
  if (!now || !before) return now !== undefined;
  if (now.ufrags.includes(undefined)) return now.local !== before.local && now.remote !== before.remote;
  return now.ufrags.every((ufrag, end) => ufrag !== before.ufrags[end]);
}

/** The fragment that a description announces; with bundling, all of its parts share one. */
export function ufragOf(description: RTCSessionDescription | null): string {
  return /^a=ice-ufrag:(.+?)\r?$/m.exec(description?.sdp ?? '')?.[1] ?? 'none';
}

function inWords({ address, port, protocol, candidateType }: CandidateStats): string {
  const where = !address ? 'an address that the browser hides' : address.includes(':') ? `[${address}]` : address;
  return `${where}, ${protocol} port ${port} (${candidateType})`;
}
