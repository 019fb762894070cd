// This file runs on the audio thread, where every sample passes by, however busy the page is. An AudioWorklet has no page, no
// window and no import map; other files of the folder it may import.
import { keyDecoder, type HeardKey } from './goertzel.js';

/** What the page is told: keys that have ended, and the one that sounds now. */
export interface KeyReport {
  readonly heard: readonly HeardKey[];
  readonly sounding: string | undefined;
}

class KeyProcessor extends AudioWorkletProcessor {
  private readonly decoder = keyDecoder(sampleRate);
  private readonly silence = new Float32Array(128);
  private sounding: string | undefined;

  process([input]: Float32Array[][]): boolean {
    const heard = this.decoder.hear(input?.[0] ?? this.silence); // there is no channel while nothing arrives
    const sounding = this.decoder.sounding();
    if (heard.length > 0 || sounding !== this.sounding) {
      const report: KeyReport = { heard, sounding };
      this.port.postMessage(report);
    }
    this.sounding = sounding;
    return true; // keep me, also while nothing arrives
  }
}

registerProcessor('key-processor', KeyProcessor);
