import { expect, test } from 'vitest';
import { mean } from '../../../src/lib/stats/averages.ts';
import { alarms, windowOf } from '../../../src/lib/stats/hysteresis.ts';

/** A second for each character: x bad, o good, ? unknown. The answer: ! raised, . not. */
const shown = (seconds: string) =>
  alarms(Array.from(seconds, (one) => (one === '?' ? undefined : one === 'x')))
    .map((raised) => (raised ? '!' : '.'))
    .join('');

test.each([
  ['ooooo', '.....'],
  ['xxooo', '.....'], // two bad seconds are no alarm
  ['xoxox', '....!'], // three of five are
  ['xooxoox', '.......'], // three of seven are not
  ['xxxooooo', '..!!!!!.'], // cleared by five good ones in a row
  ['xxxooooxooooo', '..!!!!!!!!!!.'], // a bad one in between begins anew
  ['xx??x', '....!'], // what is unknown neither helps nor harms
  ['xxx??ooooo', '..!!!!!!!.'],
  ['', ''],
])('%s gives %s', (seconds, expected) => {
  expect(shown(seconds)).toBe(expected);
});

test('a window has the last ten seconds, and a mean is of what is known', () => {
  expect(windowOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toHaveLength(10);
  expect(mean([1, undefined, 3])).toBe(2);
  expect(mean([undefined])).toBeUndefined();
});
