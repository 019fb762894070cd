import { judge, type Gathered } from './verdict.js';

/** What trickle ICE saves: without it, nothing is sent before everything has been gathered. */
export function trickleSaves(outcomes: readonly Gathered[], allMs: number): string {
  const firsts = outcomes.flatMap(({ firstMs }) => firstMs ?? []);
  if (firsts.length === 0) return '';
  const cut = outcomes.some(({ ended }) => ended === 'deadline') ? ', when waiting was given up' : '';
  return `With trickle ICE the first candidate could be sent after ${Math.round(Math.min(...firsts))} ms; without it, everything only after ${Math.round(allMs)} ms${cut}.`;
}

/** The round in one sentence. */
export function inShort(servers: number, outcomes: readonly Gathered[]): string {
  const candidates = outcomes.flatMap((outcome) => outcome.candidates);
  if (servers === 0)
    return candidates.length > 0
      ? `Done: ${candidates.length} candidates of this machine. No server was asked.`
      : 'Done, without a candidate: relays only, and no TURN server that could lend one. Add one, or ask for all types.';
  const good = outcomes.filter((outcome) => judge(outcome).word === 'answers');
  return `Done: ${good.length} of ${servers} servers ${good.length === 1 ? 'answers' : 'answer'}.`;
}
