import { expect, test } from 'vitest';
import { followSpeaker } from '../../../src/samples/across-machines/mesh-room/speaker.ts';

const levels = (...all: number[]) => new Map(all.map((level, index) => [index + 1, level]));

test('nobody speaks where all are silent', () => {
  const speakerOf = followSpeaker();
  expect(speakerOf(new Map())).toBeUndefined();
  expect(speakerOf(levels(0, 0.009))).toBeUndefined();
});

test('the loudest speaks, and keeps the word through a pause and beside somebody a little louder', () => {
  const speakerOf = followSpeaker();
  expect(speakerOf(levels(0.1, 0.2, 0))).toBe(2);
  expect(speakerOf(levels(0.15, 0.1, 0))).toBe(2);
  expect(speakerOf(levels(0, 0, 0))).toBe(2);
  expect(speakerOf(levels(0.5, 0.1, 0))).toBe(1);
});

test('a mark ends with the silence, and with the person', () => {
  const speakerOf = followSpeaker();
  expect(speakerOf(levels(0.03))).toBe(1);
  expect(speakerOf(levels(0))).toBe(1);
  expect(speakerOf(levels(0))).toBeUndefined();
  expect(speakerOf(levels(0.1, 0.3))).toBe(2);
  expect(speakerOf(levels(0.1))).toBe(1);
});
