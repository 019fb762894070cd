import { expect, test } from 'vitest';
import { RegionError, regionsOf } from '../../../src/lib/source/regions.ts';

test('finds regions in scripts, styles and markup, and moves them to the margin', () => {
  const text = `before
  // #region same:one
    inner
      deeper

  // #endregion
/* #region two */
x
/* #endregion */
<!-- #region three -->
<p>
<!-- #endregion -->`;
  expect(regionsOf(text, 'file')).toEqual([
    { name: 'same:one', firstLine: 1, lastLine: 5, text: 'inner\n  deeper\n\n' },
    { name: 'two', firstLine: 6, lastLine: 8, text: 'x\n' },
    { name: 'three', firstLine: 9, lastLine: 11, text: '<p>\n' },
  ]);
});

test.for([
  ['// #region a\n// #region b\n// #endregion', 'f.ts:2: a region begins inside “a”.'],
  ['// #region a', 'f.ts:1: the region “a” does not end.'],
  ['x\n// #endregion', 'f.ts:2: nothing was open'],
  ['// #region\n// #endregion', 'f.ts:1: the region has no name.'],
  ['// #region a\n// #endregion\n// #region a\n// #endregion', 'f.ts:3: “a” is there twice.'],
] as const)('%j is refused with its place', ([text, sentence]) => {
  expect(() => regionsOf(text, 'f.ts')).toThrow(RegionError);
  expect(() => regionsOf(text, 'f.ts')).toThrow(sentence);
});
