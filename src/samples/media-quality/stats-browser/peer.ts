import type { Stats } from './rates.js';

/** An address at which the other side may be reached, as this side was told it or found out. */
export interface PeerAddress {
  readonly type: string;
  readonly protocol: string;
  readonly address: string;
  readonly port: string;
  readonly isInUse: boolean;
}

/** The candidates of the other side out of one report; the one that the transport has selected comes first. */
export function peerAddresses(report: readonly Stats[]): PeerAddress[] {
  const byId = new Map(report.map((stats) => [stats.id, stats]));
  const selected = report
    .filter(({ type }) => type === 'transport')
    .map(({ selectedCandidatePairId }) => byId.get(String(selectedCandidatePairId))?.remoteCandidateId);
  return report
    .filter(({ type }) => type === 'remote-candidate')
    .map((candidate) => ({
      type: text(candidate.candidateType),
      protocol: text(candidate.protocol),
      address: text(candidate.address),
      port: text(candidate.port),
      isInUse: selected.includes(candidate.id),
    }))
    .sort((a, b) => Number(b.isInUse) - Number(a.isInUse));
}

// Some browsers do not tell an address that they found out themselves.
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || 'not told' : 'not told';
