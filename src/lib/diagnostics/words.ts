import type { Verdict } from './verdict.ts';

/** The word beside the icon of a verdict. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  fail: 'problem',
  warn: 'look',
  'not-measurable': 'not measurable',
  info: 'note',
  skip: 'skipped',
  pass: 'good',
};
