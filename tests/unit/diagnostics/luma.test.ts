import { expect, test } from 'vitest';
import { lookAt } from '../../../src/lib/diagnostics/luma.ts';

const picture = (...points: readonly (readonly [number, number, number])[]) =>
  Uint8ClampedArray.from(points.flatMap((point) => [...point, 255]));

test('black, white and colours have the luma of ITU-R BT.709', () => {
  expect(lookAt(picture([0, 0, 0], [0, 0, 0]))).toMatchObject({ meanLuma: 0, variance: 0 });
  expect(lookAt(picture([255, 255, 255])).meanLuma).toBeCloseTo(255);
  expect(lookAt(picture([255, 0, 0])).meanLuma).toBeCloseTo(0.2126 * 255);
  expect(lookAt(picture([0, 255, 0])).meanLuma).toBeCloseTo(0.7152 * 255);
  expect(lookAt(picture([0, 0, 255])).meanLuma).toBeCloseTo(0.0722 * 255);
});

test('the variance is 0 for one even grey, and the square of the distance for two', () => {
  expect(lookAt(picture([97, 97, 97], [97, 97, 97], [97, 97, 97])).variance).toBeCloseTo(0);
  const two = lookAt(picture([90, 90, 90], [110, 110, 110]));
  expect(two.meanLuma).toBeCloseTo(100);
  expect(two.variance).toBeCloseTo(100);
});

test('the hash tells pictures apart that differ in one step of one colour, or in their order', () => {
  const hash = (...points: readonly (readonly [number, number, number])[]) => lookAt(picture(...points)).hash;
  expect(hash([1, 2, 3], [4, 5, 6])).toBe(hash([1, 2, 3], [4, 5, 6]));
  expect(hash([1, 2, 3], [4, 5, 6])).not.toBe(hash([1, 2, 3], [4, 5, 7]));
  expect(hash([1, 2, 3], [4, 5, 6])).not.toBe(hash([4, 5, 6], [1, 2, 3]));
});

test('an empty picture is no error', () => {
  expect(lookAt(new Uint8ClampedArray())).toMatchObject({ meanLuma: 0, variance: 0 });
});
