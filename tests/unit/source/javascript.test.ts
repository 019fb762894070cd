import { expect, test } from 'vitest';
import { NotErasableError, toJavaScript } from '../../../src/lib/source/javascript.ts';

test('leaves types out, and keeps comments, regions and what the code does', async () => {
  const typescript = `// A comment.
import type { A } from './a.ts';
import { b } from './b.js';
// #region pick
const video = document.querySelector<HTMLVideoElement>('#v')!;
let stream: MediaStream | undefined;
function f(x: number): string {
  return String(x satisfies number); // why
}
// #endregion
`;
  expect(await toJavaScript(typescript, 'main.ts')).toBe(`// A comment.

import { b } from './b.js';
// #region pick
const video = document.querySelector('#v');
let stream;
function f(x) {
  return String(x); // why
}
// #endregion
`);
});

test('names the file and the text that cannot be blanked', async () => {
  const promise = toJavaScript('enum Side { Left }', 'a/b/main.ts');
  await expect(promise).rejects.toThrow(NotErasableError);
  await expect(toJavaScript('enum Side { Right }', 'a/b/main.ts')).rejects.toThrow('a/b/main.ts: “enum Side');
});
