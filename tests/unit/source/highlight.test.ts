import { expect, test } from 'vitest';
import { highlight } from '../../../src/lib/source/highlight.ts';

const text = `const a = '<b>&"'; // why
// #region pick
  await pc.setLocalDescription();
// #endregion
`;

/** What a browser would show of escaped HTML. */
const shown = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

test.for(['main.ts', 'index.html', 'style.css', 'notes.txt'])('the text of %s is kept to the letter', async (name) => {
  const parts = await highlight(text, name);
  expect(parts.map(({ html }) => shown(html)).join('')).toBe(text);
});

test('cuts at regions, colours by classes, and needs no inline style', async () => {
  const parts = await highlight(text, 'main.ts');
  expect(parts.map(({ region }) => region)).toEqual([undefined, 'pick']);
  const html = parts.map((part) => part.html).join('');
  expect(html).toContain('<span class="k">const</span>');
  expect(html).toMatch(/<span class="c">[^<]*\/\/ why/);
  expect(html).not.toMatch(/style|<b>/);
});
