import { expect, test } from 'vitest';
import { snippetOf } from '../../../src/lib/site/snippet.ts';

test('a snippet is a region without its marks, at the left margin', () => {
  expect(snippetOf('  // #region a\n  one\n\n    two\n  // #endregion\n')).toBe('one\n\n  two\n');
  expect(snippetOf('// #region a\n// #endregion\n')).toBe('\n');
});
