/** What was counted in one channel over some samples. */
export interface ChannelCount {
  /** The mean of the squares of the samples: 0 is silence, 0.5 a sine of full scale. */
  readonly meanSquare: number;
  /** The largest sample, positive or negative. */
  readonly peak: number;
  /** Whether every sample was exactly 0. */
  readonly allZero: boolean;
  /** How many runs of samples at the end of the scale became long enough to count. */
  readonly clippedRuns: number;
}

/** When a sample counts as cut off: from which value on, and in how long a run of such. */
export interface Clipping {
  readonly sample: number;
  readonly run: number;
}

/** Counts sound by blocks of a fixed number of samples. */
export interface LevelCounter {
  /** Takes one piece of sound, one array for each channel; gives back what was counted whenever a block is full. */
  add(channels: readonly Float32Array[]): readonly ChannelCount[] | undefined;
}

/** Makes a counter. A run of clipped samples counts once, when it gets long enough, also across two blocks. */
export function levelCounter(blockSamples: number, clipping: Clipping): LevelCounter {
  let counts: { squares: number; peak: number; allZero: boolean; clippedRuns: number; run: number }[] = [];
  let samples = 0;
  return {
    add(channels) {
      // A microphone may change its number of channels; a block then has as many as its last piece.
      counts = channels.map((_, index) => counts[index] ?? { ...nothing, run: 0 });
      for (const [index, channel] of channels.entries()) {
        const count = counts[index]!;
        for (const sample of channel) {
          const size = Math.abs(sample);
          count.squares += sample * sample;
          if (size > count.peak) count.peak = size;
          if (size !== 0) count.allZero = false;
          count.run = size >= clipping.sample ? count.run + 1 : 0;
          if (count.run === clipping.run) count.clippedRuns++;
        }
      }
      samples += channels[0]?.length ?? 0;
      if (samples < blockSamples) return undefined;
      const block = counts.map(({ squares, peak, allZero, clippedRuns }) => ({
        meanSquare: squares / samples,
        peak,
        allZero,
        clippedRuns,
      }));
      counts = counts.map(({ run }) => ({ ...nothing, run }));
      samples = 0;
      return block;
    },
  };
}

const nothing = { squares: 0, peak: 0, allZero: true, clippedRuns: 0 };
