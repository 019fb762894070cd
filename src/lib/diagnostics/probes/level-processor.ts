// This file runs on the audio thread: it counts every sample, and tells the page about ten times a second.
import { levelCounter, type Clipping, type LevelCounter } from './level-count.ts';

class LevelProcessor extends AudioWorkletProcessor {
  readonly #counter: LevelCounter;

  constructor({ processorOptions }: AudioWorkletNodeOptions) {
    super();
    this.#counter = levelCounter(sampleRate / 10, processorOptions as Clipping);
  }

  process([input]: Float32Array[][]): boolean {
    const block = this.#counter.add(input ?? []);
    if (block) this.port.postMessage(block);
    return true; // keep me, also while nothing is connected
  }
}

registerProcessor('level-processor', LevelProcessor);
