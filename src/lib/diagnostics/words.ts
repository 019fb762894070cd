import type { System } from './catalogue/entry.ts';
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

/** What people call the systems. */
export const systemNames: Readonly<Record<System, string>> = {
  windows: 'Windows',
  macos: 'macOS',
  chromeos: 'ChromeOS',
  android: 'Android',
  ios: 'iPhone and iPad',
  linux: 'Linux',
};
