import type { JsonValue } from './finding.ts';
import type { Report, ReportedFinding } from './report.ts';

/** One thing in which two reports differ. A side without a value did not have it. */
export interface Difference {
  readonly probe: string;
  readonly subject: string | undefined;
  readonly before: ReportedFinding | undefined;
  readonly after: ReportedFinding | undefined;
  /** Figures that changed by a quarter or more, where both sides found the same. */
  readonly figures: readonly { readonly name: string; readonly before: JsonValue; readonly after: JsonValue }[];
}

/** A figure has to change by this part to count: measurements are never twice the same. */
const leastChange = 0.25;

/** What is different in the second report: other findings, and the same findings with clearly other figures. */
export function compareReports(before: Report, after: Report): Difference[] {
  const [old, young] = [keyed(before), keyed(after)];
  const keys = [...old.keys(), ...[...young.keys()].filter((key) => !old.has(key))];
  return keys.flatMap((key) => {
    const [a, b] = [old.get(key), young.get(key)];
    const { probe } = (a ?? b)!;
    const [one, other] = [a?.findings ?? [], b?.findings ?? []];
    const gone = one.filter(({ id }) => !other.some((found) => found.id === id));
    const come = other.filter(({ id }) => !one.some((found) => found.id === id));
    const replaced = Array.from({ length: Math.max(gone.length, come.length) }, (_, index) =>
      difference(probe, gone[index], come[index], []),
    );
    const moved = one.flatMap((found) => {
      const same = other.find(({ id }) => id === found.id);
      const figures = same ? changedFigures(found.evidence, same.evidence) : [];
      return figures.length > 0 ? [difference(probe, found, same, figures)] : [];
    });
    return [...replaced, ...moved];
  });
}

const difference = (
  probe: string,
  before: ReportedFinding | undefined,
  after: ReportedFinding | undefined,
  figures: Difference['figures'],
): Difference => ({ probe, subject: (before ?? after)?.subject, before, after, figures });

/** Findings of one check about one thing belong together. */
function keyed(report: Report) {
  const groups = new Map<string, { probe: string; findings: ReportedFinding[] }>();
  for (const { probe, findings } of report.probes)
    for (const found of findings) {
      const key = JSON.stringify([probe, found.subject ?? '']);
      const group = groups.get(key) ?? { probe, findings: [] };
      group.findings.push(found);
      groups.set(key, group);
    }
  return groups;
}

function changedFigures(before: Readonly<Record<string, JsonValue>>, after: Readonly<Record<string, JsonValue>>) {
  return Object.keys(before).flatMap((name) => {
    const [a, b] = [before[name] ?? null, after[name] ?? null];
    return isOther(a, b) ? [{ name, before: a, after: b }] : [];
  });
}

function isOther(a: JsonValue, b: JsonValue): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) > leastChange * Math.max(Math.abs(a), Math.abs(b));
  if (typeof a === 'object' || typeof b === 'object') return false; // lists of candidates and the like differ every time
  return a !== b;
}
