import { readFileSync } from 'node:fs';
import { reportsOf, type Reports } from '../../../src/lib/stats/reports.ts';

/** A report as the browser gave it. */
export type Raw = Record<string, unknown> & { id: string; timestamp: number; type: string };

/** What both ends of a call gave, second by second. */
export interface Recording {
  readonly pc1: readonly Raw[][];
  readonly pc2: readonly Raw[][];
}

export const recordings = ['chromium-plain', 'chromium-swap', 'firefox-plain', 'firefox-swap'] as const;

/** Reads a recording; its format is described beside it. */
export function recording(name: (typeof recordings)[number]): Recording {
  const file = new URL(`../../fixtures/stats/${name}.jsonl`, import.meta.url);
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const samples = lines.map((line) => JSON.parse(line) as Record<'pc1' | 'pc2', Record<string, object>>);
  const whole = (side: 'pc1' | 'pc2') => {
    let before = new Map<string, Raw>();
    return samples.map((sample) => {
      before = new Map(
        Object.entries(sample[side]).map(([id, changed]) => {
          const members = Object.entries({ ...before.get(id), ...changed, id }).filter(([, value]) => value !== null);
          return [id, Object.fromEntries(members) as Raw];
        }),
      );
      return [...before.values()];
    });
  };
  return { pc1: whole('pc1'), pc2: whole('pc2') };
}

/** The lists of one sample, after `alter` has changed what it likes in a copy of every report. */
export function reports(raw: readonly Raw[], alter: (report: Raw) => void = () => undefined): Reports {
  return reportsOf(
    raw.map((report) => {
      const copy = structuredClone(report);
      alter(copy);
      return copy;
    }),
  );
}
