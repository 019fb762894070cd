// Each key is a row and a column of the pad, and its tone is the sum of two frequencies, one for each. They were chosen so
// that none is a multiple of another, which voices and music rarely imitate. ITU-T Recommendations Q.23 and Q.24.

/** The sixteen keys as they lie on the pad. */
export const keyRows = ['123A', '456B', '789C', '*0#D'] as const;
const rowHertz = [697, 770, 852, 941];
const columnHertz = [1209, 1336, 1477, 1633];

/** A key that has sounded, and for how long. */
export interface HeardKey {
  readonly key: string;
  readonly lastedMs: number;
}

/** What share of a block's energy is in one frequency, from 0 to 1. */
export function shareOf(hertz: number, block: Float32Array, sampleRate: number): number {
  // Goertzel's algorithm: one single line of a Fourier transform, at any frequency, for one multiplication per sample.
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / sampleRate);
  let [last, lastButOne, energy] = [0, 0, 0];
  for (const sample of block) {
    [last, lastButOne] = [sample + coefficient * last - lastButOne, last];
    energy += sample * sample;
  }
  const power = last * last + lastButOne * lastButOne - coefficient * last * lastButOne;
  return energy === 0 ? 0 : (2 * power) / (block.length * energy);
}

const quietest = 0.001; // −60 dB: less than that is silence, whatever it is made of
const leastOfBoth = 0.6; // a block that a tone fills to this part still counts as the tone
const leastOfEach = 0.12; // one frequency alone is a whistle

/** The key whose tone fills a block of about 20 ms, if there is one. */
export function keyIn(block: Float32Array, sampleRate: number): string | undefined {
  if (Math.sqrt(block.reduce((sum, one) => sum + one * one, 0) / block.length) < quietest) return undefined;
  const [row, column] = [rowHertz, columnHertz].map((all) => {
    const shares = all.map((hertz) => shareOf(hertz, block, sampleRate));
    const share = Math.max(...shares);
    return { index: shares.indexOf(share), share };
  }) as [{ index: number; share: number }, { index: number; share: number }];
  if (row.share + column.share < leastOfBoth || Math.min(row.share, column.share) < leastOfEach) return undefined;
  return keyRows[row.index]![column.index];
}

const [blockMs, stepMs] = [20, 5]; // blocks overlap: so a pause of 30 ms is seen, and a frequency is still told from the next
const fewestSteps = 3; // what is shorter is chance
const mostMissing = 4; // a tone with a crack in it is still one tone

/** Takes sound in pieces of any length, and finds the keys in it. */
export function keyDecoder(sampleRate: number) {
  const [block, step] = [blockMs, stepMs].map((ms) => Math.round((ms * sampleRate) / 1000)) as [number, number];
  let rest = new Float32Array(0); // too short for another block
  let current: { key: string; steps: number; missing: number } | undefined;

  const isCertain = () => current !== undefined && current.steps >= fewestSteps;
  /** Takes what the next block says; a key comes back when it has ended. */
  const next = (key: string | undefined): HeardKey | undefined => {
    if (!current) {
      if (key !== undefined) current = { key, steps: 1, missing: 0 };
      return undefined;
    }
    if (key === current.key) {
      current.steps += 1 + current.missing;
      current.missing = 0;
      return undefined;
    }
    current.missing += 1;
    if (isCertain() && current.missing <= mostMissing) return undefined;
    const ended = isCertain() ? { key: current.key, lastedMs: current.steps * stepMs } : undefined;
    current = key === undefined ? undefined : { key, steps: 1, missing: 0 };
    return ended;
  };

  return {
    /** Hears the next samples; the keys that have ended in them come back, in their order. */
    hear(samples: Float32Array): HeardKey[] {
      const all = new Float32Array(rest.length + samples.length);
      all.set(rest);
      all.set(samples, rest.length);
      const ended: HeardKey[] = [];
      let at = 0;
      for (; at + block <= all.length; at += step) {
        const heard = next(keyIn(all.subarray(at, at + block), sampleRate));
        if (heard) ended.push(heard);
      }
      rest = all.slice(at);
      return ended;
    },
    /** The key that sounds now. */
    sounding: () => (isCertain() ? current?.key : undefined),
  };
}
