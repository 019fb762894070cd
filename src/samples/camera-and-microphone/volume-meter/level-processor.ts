// This file runs on the audio thread, which must never wait: it gets 128 samples at a time, counts, and reports to the page
// about fifty times a second. It stands alone: an AudioWorklet has no page, no window and no import map.

/** One report: levels between 0 and 1 over the samples since the last one. */
export interface Level {
  /** The root of the mean square, which is how loud it is. */
  readonly rms: number;
  /** The largest sample, positive or negative. */
  readonly peak: number;
  /** The part of the samples that reached the end of the scale. */
  readonly clipped: number;
}

class LevelProcessor extends AudioWorkletProcessor {
  private sumOfSquares = 0;
  private peak = 0;
  private clipped = 0;
  private samples = 0;

  process([input]: Float32Array[][]): boolean {
    for (const channel of input ?? [])
      for (const sample of channel) {
        this.sumOfSquares += sample * sample;
        this.peak = Math.max(this.peak, Math.abs(sample));
        if (Math.abs(sample) >= 0.99) this.clipped += 1;
        this.samples += 1;
      }
    if (this.samples >= sampleRate / 50) this.report();
    return true; // keep me, also while nothing is connected
  }

  private report() {
    const level: Level = {
      rms: Math.sqrt(this.sumOfSquares / this.samples),
      peak: this.peak,
      clipped: this.clipped / this.samples,
    };
    this.port.postMessage(level);
    this.sumOfSquares = this.peak = this.clipped = this.samples = 0;
  }
}

registerProcessor('level-processor', LevelProcessor);
