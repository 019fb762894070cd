import type { CandidateFacts, Gathered, GatheringError } from '../../../../src/lib/diagnostics/ice.ts';

/** What a gathering gave, as the tests write it down: only what matters to them. */
export function gathered(
  candidates: readonly CandidateFacts[] = [],
  more: Partial<Omit<Gathered, 'errors'>> & { errors?: readonly Partial<GatheringError>[] } = {},
): Gathered {
  const { errors = [], ...rest } = more;
  return {
    candidates,
    endedBy: 'complete',
    tookMs: 130,
    ...rest,
    errors: errors.map((error) => ({ code: 701, text: '', atMs: 100, ...error })),
  };
}

/** A candidate, written as `address:port`, IPv6 in brackets. */
export function candidate(
  type: CandidateFacts['type'],
  at: string,
  more: Partial<Omit<CandidateFacts, 'related'>> & { related?: string } = {},
): CandidateFacts {
  const { related, ...rest } = more;
  return {
    type,
    protocol: 'udp',
    foundation: '1',
    atMs: 40,
    ...split(at),
    ...(related ? { related: split(related) } : {}),
    ...rest,
  };
}

function split(at: string): { address: string; port: number } {
  const [, address = '', port] = /^\[?(.*?)\]?:(\d+)$/.exec(at) ?? [];
  return { address, port: Number(port) };
}
