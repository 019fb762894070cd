import { expect, test } from 'vitest';
import { noteOf, strongest } from '../../../src/samples/camera-and-microphone/audio-visualizer/pitch.ts';

const hertzPerBin = 20;
/** A spectrum of 64 bins in which all is silent but these. */
const spectrum = (levels: Readonly<Record<number, number>>) =>
  Float32Array.from({ length: 64 }, (_, bin) => levels[bin] ?? -100);

test('a tone between two bins is found nearer than the bins lie', () => {
  expect(strongest(spectrum({ 21: -30, 22: -10, 23: -14 }), hertzPerBin)).toBeCloseTo(446.7, 0);
  expect(noteOf(440)).toBe('A4, +0 cents');
});

test('what is left of a wave that lies beside zero is no tone', () => {
  const offset = { 0: -10, 1: -16, 2: -40 };
  expect(strongest(spectrum(offset), hertzPerBin)).toBeUndefined();
  expect(strongest(spectrum({ ...offset, 49: -40, 50: -30, 51: -40 }), hertzPerBin)).toBe(1000);
});

test('silence has no tone', () => {
  expect(strongest(spectrum({}), hertzPerBin)).toBeUndefined();
  expect(strongest(new Float32Array(64).fill(-Infinity), hertzPerBin)).toBeUndefined();
});
