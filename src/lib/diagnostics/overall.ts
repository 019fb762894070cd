import { catalogue } from './catalogue/index.ts';
import type { Step, System } from './catalogue/entry.ts';
import type { Finding } from './finding.ts';
import { probeIds, type ProbeId } from './probe.ts';
import { verdicts, type Verdict } from './verdict.ts';

/** What one check has found so far. */
export interface Outcome {
  readonly probe: ProbeId;
  readonly findings: readonly Finding[];
}

/** The one sentence on top, and the one thing to do first. */
export interface Overall {
  readonly verdict: Verdict;
  readonly title: string;
  readonly first: string | undefined;
  readonly finding: Finding | undefined;
}

/**
 * Sums up: the worst verdict decides, and among equals the check that comes first, because what fails early explains what
 * fails late. With nothing wrong, it says so.
 */
export function overall(outcomes: readonly Outcome[], system: System): Overall {
  const all = [...outcomes]
    .sort((a, b) => probeIds.indexOf(a.probe) - probeIds.indexOf(b.probe))
    .flatMap(({ findings }) => findings);
  const of = (verdict: Verdict) => all.filter((one) => one.verdict === verdict);
  for (const verdict of ['fail', 'warn'] as const) {
    const [finding, ...others] = of(verdict);
    if (!finding) continue;
    const { title, fix } = catalogue[finding.id];
    const more = others.length > 0 ? ` (and ${others.length} more ${others.length === 1 ? 'thing' : 'things'})` : '';
    const [step] = fix;
    return {
      verdict,
      title: `${title}${more}`,
      first: step === undefined ? undefined : stepFor(step, system),
      finding,
    };
  }
  if (of('pass').length > 0)
    return { verdict: 'pass', title: 'Everything that was checked works', first: undefined, finding: undefined };
  if (all.length > 0) {
    const verdict = verdicts.find((one) => of(one).length > 0)!;
    return {
      verdict,
      title: 'Nothing wrong was found, and little could be checked',
      first: undefined,
      finding: undefined,
    };
  }
  return { verdict: 'skip', title: 'Nothing was checked', first: undefined, finding: undefined };
}

/** A step in the words for one system. */
export function stepFor(step: Step, system: System): string {
  return typeof step === 'string' ? step : step[system];
}
