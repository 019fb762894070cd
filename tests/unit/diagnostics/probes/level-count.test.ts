import { expect, test } from 'vitest';
import { levelCounter } from '../../../../src/lib/diagnostics/probes/level-count.ts';

const clipping = { sample: 0.99, run: 6 };
const samples = (...values: readonly number[]) => Float32Array.from(values);
const repeated = (count: number, value: number) => new Float32Array(count).fill(value);

test('a block comes when it is full, with the mean square, the peak and no zeros', () => {
  const counter = levelCounter(8, clipping);
  expect(counter.add([samples(0.5, -0.5, 0.5, -0.5)])).toBeUndefined();
  expect(counter.add([samples(0.5, -0.5, 0.5, -0.5)])).toEqual([
    { meanSquare: 0.25, peak: 0.5, allZero: false, clippedRuns: 0 },
  ]);
  expect(counter.add([repeated(8, 0)])).toEqual([{ meanSquare: 0, peak: 0, allZero: true, clippedRuns: 0 }]);
});

test('a run counts once from six samples on, in each channel for itself, also across blocks', () => {
  const counter = levelCounter(8, clipping);
  expect(counter.add([repeated(8, 0.995)])?.[0]?.clippedRuns).toBe(1);
  expect(counter.add([samples(1, 0, 1, 1, 1, 1, 1, 0)])?.[0]?.clippedRuns).toBe(0);
  expect(counter.add([samples(0, 0, 0, 0, 0, -1, -1, 1)])?.[0]?.clippedRuns).toBe(0);
  expect(counter.add([samples(1, 1, 1, 0, 0, 0, 0, 0)])?.[0]?.clippedRuns).toBe(1);
  expect(counter.add([repeated(8, 0.98), repeated(8, -1)])?.map(({ clippedRuns }) => clippedRuns)).toEqual([0, 1]);
});

test('a second channel that appears later begins at nothing', () => {
  const counter = levelCounter(8, clipping);
  counter.add([repeated(4, 0.5)]);
  expect(counter.add([repeated(4, 0.5), repeated(4, 0)])).toMatchObject([{ meanSquare: 0.25 }, { allZero: true }]);
});

test('without any channel there is no block', () => {
  expect(levelCounter(8, clipping).add([])).toBeUndefined();
});
