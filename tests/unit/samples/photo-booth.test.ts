import { expect, test } from 'vitest';
import { countRate } from '../../../src/samples/camera-and-microphone/photo-booth/rate.ts';
import { layOut } from '../../../src/samples/camera-and-microphone/photo-booth/strip.ts';

test('a rate is counted over the last pictures only', () => {
  const rate = countRate(5);
  expect(rate(1000)).toBe(0); // one picture is no rate
  expect(rate(1100)).toBeCloseTo(10);
  for (let at = 1; at <= 10; at++) rate(1100 + 20 * at);
  expect(rate(1320)).toBeCloseTo(50);
});

test('one picture fills the paper, and four hang below one another without touching', () => {
  expect(layOut(1)).toEqual({ width: 640, height: 480, places: [{ x: 0, y: 0, width: 640, height: 480 }] });
  const { width, height, places } = layOut(4);
  expect(places).toHaveLength(4);
  for (const [at, place] of places.entries()) {
    expect(place.width / place.height).toBeCloseTo(4 / 3);
    expect(place.x + place.width).toBeLessThan(width);
    expect(place.y + place.height).toBeLessThan(places[at + 1]?.y ?? height - 20);
  }
});
