// This file runs on the audio thread: it hands the samples of the first channel to the page, 2048 at a time.
class CaptureProcessor extends AudioWorkletProcessor {
  #piece = new Float32Array(2048);
  #filled = 0;

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    if (!samples) return true;
    this.#piece.set(samples, this.#filled);
    this.#filled += samples.length;
    if (this.#filled >= this.#piece.length) {
      this.port.postMessage(this.#piece, [this.#piece.buffer]);
      this.#piece = new Float32Array(2048);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('capture-processor', CaptureProcessor);
