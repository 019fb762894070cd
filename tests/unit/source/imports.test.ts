import { expect, test } from 'vitest';
import { referencesOf } from '../../../src/lib/source/imports.ts';

test('finds what a module needs at run time, and leaves types alone', () => {
  const text = `import 'webrtc-adapter';
import type { A } from './types.ts';
import { b } from './b.js';
const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
new URL('https://example.test');
const address = import.meta.resolve('@vladmandic/face-api');
import.meta.resolve(address);`;
  expect(referencesOf(text, 'main.ts').map(({ kind, specifier }) => [kind, specifier])).toEqual([
    ['import', 'webrtc-adapter'],
    ['import', './b.js'],
    ['url', './worker.js'],
    ['resolve', '@vladmandic/face-api'],
  ]);
});
