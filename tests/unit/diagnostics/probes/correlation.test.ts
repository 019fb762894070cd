import { expect, test } from 'vitest';
import { chirp, findMarker, thinned } from '../../../../src/lib/diagnostics/probes/correlation.ts';

const rateHz = 8000;
const sound = { fromHz: 400, toHz: 3000, seconds: 0.5, volume: 0.3 };
const marker = chirp(rateHz, sound);

/** The same noise each time: a linear congruential generator, as in Numerical Recipes. */
function noise(length: number, volume: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return volume * (state / 2 ** 31 - 1);
  });
}
function mixed(into: Float32Array, what: Float32Array, at: number, gain: number): Float32Array {
  const sum = Float32Array.from(into);
  for (const [index, sample] of what.entries()) if (at + index < sum.length) sum[at + index]! += gain * sample;
  return sum;
}

test('the chirp is as long and as loud as it is made, and soft at its ends', () => {
  expect(marker).toHaveLength(4000);
  expect(marker[0]).toBeCloseTo(0);
  expect(Math.abs(marker.at(-1)!)).toBeLessThan(0.01);
  const peak = marker.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(peak).toBeGreaterThan(0.29);
  expect(peak).toBeLessThanOrEqual(0.3);
});

test('it is found where it is, with its loudness, also turned upside down', () => {
  for (const gain of [0.5, -0.5]) {
    const match = findMarker(mixed(new Float32Array(8800), marker, 1234, gain), marker);
    expect(match.at).toBe(1234);
    expect(match.correlation).toBeCloseTo(1, 3);
    expect(match.gain).toBeCloseTo(0.5, 3);
  }
});

test('noise is nothing like it, and neither are a tone and silence', () => {
  for (const seed of [1, 2, 3]) expect(findMarker(noise(8800, 0.3, seed), marker).correlation).toBeLessThan(0.1);
  const tone = Float32Array.from({ length: 8800 }, (_, index) => 0.3 * Math.sin((2 * Math.PI * 440 * index) / rateHz));
  expect(findMarker(tone, marker).correlation).toBeLessThan(0.2);
  expect(findMarker(new Float32Array(8800), marker)).toEqual({ correlation: 0, at: 0, gain: 0 });
});

test('it is found in noise as loud as itself', () => {
  const match = findMarker(mixed(noise(8800, 0.3), marker, 900, 1), marker);
  expect(match.at).toBe(900);
  expect(match.correlation).toBeGreaterThan(0.5);
});

test('it is found in a room that throws it back', () => {
  let room: Float32Array = noise(8800, 0.01);
  for (const [delay, gain] of [
    [0, 0.2],
    [90, 0.15],
    [210, -0.12],
    [380, 0.1],
    [610, 0.08],
  ] as const)
    room = mixed(room, marker, 700 + delay, gain);
  const match = findMarker(room, marker);
  expect(match.at).toBe(700);
  expect(match.correlation).toBeGreaterThan(0.4);
});

test('half of it is not taken for the whole', () => {
  const half = mixed(new Float32Array(8800), marker.subarray(2000), 0, 1);
  expect(findMarker(half, marker).correlation).toBeLessThan(0.75);
});

test('a recording shorter than the marker, and an empty marker, give nothing', () => {
  expect(findMarker(new Float32Array(10), marker).correlation).toBe(0);
  expect(findMarker(marker, new Float32Array(0)).correlation).toBe(0);
});

test('thinned to a sixth, a chirp at 48 kHz is that at 8 kHz', () => {
  const thin = thinned(chirp(48_000, sound), 6);
  expect(thin).toHaveLength(4000);
  expect(findMarker(mixed(new Float32Array(8000), thin, 100, 1), marker).correlation).toBeGreaterThan(0.8);
  expect(Array.from(thinned(Float32Array.of(1, 3, 5, 7, 9), 2))).toEqual([2, 6]);
});
