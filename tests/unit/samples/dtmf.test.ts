import { describe, expect, test } from 'vitest';
import { keyDecoder, keyIn, keyRows, shareOf } from '../../../src/samples/peer-connection/dtmf/goertzel.ts';
import {
  durationLimits,
  gapLimits,
  refusal,
  strangeLetters,
  usedMs,
} from '../../../src/samples/peer-connection/dtmf/tones.ts';

const sampleRate = 48_000;
const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const samplesOf = (ms: number) => Math.round((ms * sampleRate) / 1000);
const wave = (ms: number, ...hertz: number[]) =>
  Float32Array.from({ length: samplesOf(ms) }, (_, at) =>
    hertz.reduce((sum, one) => sum + 0.2 * Math.sin((2 * Math.PI * one * at) / sampleRate), 0),
  );
const silence = (ms: number) => new Float32Array(samplesOf(ms));
const tone = (key: string, ms: number) => {
  const row = keyRows.findIndex((keys) => keys.includes(key));
  return wave(ms, rows[row]!, columns[keyRows[row]!.indexOf(key)]!);
};
/** The same noise every time. */
const noise = (ms: number, loudness = 0.2) => {
  let seed = 1;
  return Float32Array.from({ length: samplesOf(ms) }, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return loudness * (seed / 1_073_741_823.5 - 1);
  });
};
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
const plus = (one: Float32Array, other: Float32Array) => one.map((sample, at) => sample + other[at]!);
const keys = keyRows.join('').split('');

describe('one block', () => {
  test.for(keys)('%s is found, at both rates of sound cards, and under some noise', (key) => {
    expect(keyIn(tone(key, 20), sampleRate)).toBe(key);
    expect(keyIn(plus(tone(key, 20), noise(20, 0.1)), sampleRate)).toBe(key);
    expect(
      keyIn(
        tone(key, 20).map((sample) => sample / 100),
        sampleRate,
      ),
    ).toBe(key);
    // The same samples played slower or faster are other frequencies.
    expect(keyIn(tone(key, 20), 44_100)).not.toBe(key);
  });

  test('silence, noise, a whistle, a chord and two keys at once are no key', () => {
    expect(keyIn(silence(20), sampleRate)).toBeUndefined();
    expect(keyIn(noise(20), sampleRate)).toBeUndefined();
    expect(keyIn(wave(20, 770), sampleRate)).toBeUndefined();
    expect(keyIn(wave(20, 440, 554, 659), sampleRate)).toBeUndefined();
    expect(keyIn(plus(tone('1', 20), tone('0', 20)), sampleRate)).toBeUndefined();
    expect(
      keyIn(
        tone('1', 20).map((sample) => sample / 10_000),
        sampleRate,
      ),
    ).toBeUndefined();
  });

  test('a share is 1 for a pure tone of that frequency, a half for one of two, and nothing in silence', () => {
    expect(shareOf(800, wave(20, 800), sampleRate)).toBeCloseTo(1, 2);
    expect(shareOf(800, wave(20, 800, 1600), sampleRate)).toBeCloseTo(0.5, 2);
    expect(shareOf(1600, wave(20, 800), sampleRate)).toBeCloseTo(0, 2);
    expect(shareOf(800, silence(20), sampleRate)).toBe(0);
  });
});

describe('a stream', () => {
  const heardIn = (sound: Float32Array, pieceMs = 100) => {
    const decoder = keyDecoder(sampleRate);
    const piece = samplesOf(pieceMs);
    const heard = [];
    for (let at = 0; at < sound.length; at += piece) heard.push(...decoder.hear(sound.subarray(at, at + piece)));
    return heard;
  };
  const said = (sound: Float32Array, pieceMs?: number) =>
    heardIn(sound, pieceMs)
      .map(({ key }) => key)
      .join('');

  test('all keys, as short and as close as they may be, in pieces of any length', () => {
    const sound = joined(...keys.flatMap((key) => [tone(key, 40), silence(30)]), silence(50));
    for (const pieceMs of [1, 7, 100, 5000]) expect(said(sound, pieceMs)).toBe(keys.join(''));
  });

  test('the same key twice is two keys', () => {
    expect(said(joined(tone('5', 40), silence(30), tone('5', 40), silence(50)))).toBe('55');
  });

  test('a length is told within 10 ms', () => {
    for (const ms of [40, 100, 500, 6000]) {
      const [{ lastedMs } = { lastedMs: 0 }] = heardIn(joined(silence(33), tone('8', ms), silence(50)));
      expect(Math.abs(lastedMs - ms)).toBeLessThanOrEqual(10);
    }
  });

  test('a crack in a tone does not make two of it; what is too short is chance', () => {
    expect(said(joined(tone('7', 100), noise(3), tone('7', 100), silence(50)))).toBe('7');
    expect(said(joined(silence(50), tone('7', 12), silence(50)))).toBe('');
  });

  test('nothing is heard in silence and in noise', () => {
    expect(said(silence(1000))).toBe('');
    expect(said(noise(2000))).toBe('');
  });

  test('the key that sounds is known before it has ended', () => {
    const decoder = keyDecoder(sampleRate);
    expect(decoder.hear(tone('#', 60))).toEqual([]);
    expect(decoder.sounding()).toBe('#');
    decoder.hear(silence(60));
    expect(decoder.sounding()).toBeUndefined();
  });
});

test('times are brought within their limits', () => {
  expect([10, 40, 250.7, 6000, 1e12].map((ms) => usedMs(ms, durationLimits))).toEqual([40, 40, 250, 6000, 6000]);
  expect([-1, 30, 7000].map((ms) => usedMs(ms, gapLimits))).toEqual([30, 30, 6000]);
  expect(usedMs(NaN, durationLimits)).toBe(100);
});

test('letters that no telephone has are named, each once', () => {
  expect(strangeLetters('12AbcD*#,')).toEqual([]);
  expect(strangeLetters('1e2 e😀')).toEqual(['e', ' ', '😀']);
  const error = Object.assign(new Error(), { name: 'InvalidCharacterError' });
  expect(refusal(error, '1x')).toBe('No telephone has a key for “x”. Use 0–9, A–D, *, # and a comma for a pause.');
});
