import { expect, test } from 'vitest';
import type { ChannelCount } from '../../../../src/lib/diagnostics/probes/level-count.ts';
import {
  dbfsOf,
  judgeMicrophone,
  type MicrophoneLevel,
} from '../../../../src/lib/diagnostics/probes/microphone-level.ts';

/** A block of sound of a level in dBFS. */
const at = (dbfs: number, more: Partial<ChannelCount> = {}): ChannelCount => ({
  meanSquare: 10 ** (dbfs / 10),
  peak: Math.min(1, 10 ** ((dbfs + 6) / 20)),
  allZero: false,
  clippedRuns: 0,
  ...more,
});
const zero: ChannelCount = { meanSquare: 0, peak: 0, allZero: true, clippedRuns: 0 };

/** Speech: words of −20 dBFS, and between them a room of −70. */
const speech = Array.from({ length: 50 }, (_, index) => [at(index % 3 === 0 ? -70 : -20)]);
const usual: MicrophoneLevel = {
  label: 'Internal Microphone',
  sampleRateHz: 48_000,
  blocks: speech,
  muted: false,
  ended: false,
};
const judged = (more: Partial<MicrophoneLevel>) => judgeMicrophone({ ...usual, ...more });
const ids = (more: Partial<MicrophoneLevel>) => judged(more).map(({ id }) => id);
const always = (dbfs: number) => Array.from({ length: 50 }, () => [at(dbfs)]);

test('levels in dBFS', () => {
  expect(dbfsOf(1)).toBe(0);
  expect(dbfsOf(0.25)).toBeCloseTo(-6.02);
  expect(dbfsOf(0)).toBe(-Infinity);
});

test('speech in a quiet room is good', () => {
  const [good, ...more] = judgeMicrophone(usual);
  expect(more).toEqual([]);
  expect(good).toMatchObject({ id: 'microphone.good', verdict: 'pass' });
  expect(good?.sentence).toContain('-20 dB, quiet moments -70 dB');
  expect(JSON.stringify(good?.evidence)).not.toContain('null,"loud');
});

test('nothing but zeros is a switch, nothing loud enough is a silent room', () => {
  const [nothing] = judged({ blocks: Array.from({ length: 50 }, () => [zero, zero]) });
  expect(nothing).toMatchObject({ id: 'microphone.digital-zero', verdict: 'fail', evidence: { loudestDbfs: -120 } });
  expect(nothing?.sentence).toContain('in 5 seconds');
  expect(ids({ blocks: [] })).toEqual(['microphone.digital-zero']);
  expect(judged({ blocks: always(-60.2) })[0]).toMatchObject({ id: 'microphone.silent', verdict: 'fail' });
  expect(judged({ blocks: always(-60.2) })[0]?.sentence).toContain('louder than -60 dB');
});

test('between silent and usual it is quiet', () => {
  expect(ids({ blocks: always(-59.9) })).toEqual(['microphone.quiet']);
  expect(ids({ blocks: always(-45.1) })).toEqual(['microphone.quiet']);
  expect(ids({ blocks: always(-44.9) })).toEqual(['microphone.good']);
  expect(judged({ blocks: always(-50) })[0]?.sentence).toBe(
    'The loudest moment was only -50 dB; -45 dB or more is usual for speech.',
  );
});

test('one loud word is enough not to be quiet', () => {
  expect(ids({ blocks: [...always(-70), [at(-30)]] })).toEqual(['microphone.good']);
});

test('clipped runs are counted over all blocks and channels', () => {
  const [clipped] = judged({
    blocks: [...speech, [at(-3, { clippedRuns: 4 })], [at(-3, { clippedRuns: 2 }), at(-3, { clippedRuns: 1 })]],
  });
  expect(clipped).toMatchObject({ id: 'microphone.clipping', verdict: 'warn' });
  expect(clipped?.sentence).toContain('7 times');
});

test('one channel far below the other', () => {
  const sided = (left: number, right: number) => speech.map(() => [at(left), at(right)]);
  const [left] = judged({ blocks: [...sided(-80, -45), ...speech.map(() => [at(-90), at(-70)])] });
  expect(left).toMatchObject({ id: 'microphone.one-sided', evidence: { side: 'left' } });
  const [right] = judged({ blocks: speech.map(([one]) => [one!, zero]) });
  expect(right).toMatchObject({ id: 'microphone.one-sided', verdict: 'warn', evidence: { side: 'right' } });
  expect(right?.sentence).toContain('the right one is almost silent');
  expect(ids({ blocks: sided(-46, -75) })).toEqual(['microphone.quiet']);
  expect(ids({ blocks: sided(-44, -73) })).toEqual(['microphone.good']);
});

test('noise that never stops', () => {
  const [noisy] = judged({ blocks: always(-39) });
  expect(noisy).toMatchObject({ id: 'microphone.noisy', verdict: 'warn' });
  expect(noisy?.sentence).toContain('-39 dB');
  expect(ids({ blocks: always(-41) })).toEqual(['microphone.good']);
});

test('a low sample rate, and the telephone mode of headsets', () => {
  const [low] = judged({ sampleRateHz: 16_000 });
  expect(low).toMatchObject({ id: 'microphone.low-sample-rate', verdict: 'warn' });
  expect(low?.sentence).toContain('16 kHz');
  expect(ids({ sampleRateHz: 24_000 })).toEqual(['microphone.good']);
  for (const label of ['Headset (WH-1000XM4 Hands-Free AG Audio)', 'Plantronics HFP'])
    expect(ids({ label })).toEqual(['microphone.good', 'microphone.hands-free']);
  expect(ids({ label: 'Bluetooth Headset', sampleRateHz: 16_000 })).toEqual([
    'microphone.good',
    'microphone.hands-free',
  ]);
  expect(ids({ label: 'Bluetooth Headset' })).toEqual(['microphone.good']);
});

test('a browser that tells no sample rate', () => {
  const untold = { label: usual.label, blocks: speech, muted: false, ended: false };
  expect(judgeMicrophone(untold)[0]).toMatchObject({ id: 'microphone.good', evidence: { sampleRateHz: null } });
});

test('muted and ended say more than the levels', () => {
  expect(ids({ muted: true, blocks: [[zero]] })).toEqual(['microphone.muted']);
  expect(ids({ ended: true, blocks: [] })).toEqual(['microphone.ended']);
});
