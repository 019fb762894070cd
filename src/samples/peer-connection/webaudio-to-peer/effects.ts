import { distortionCurve, hall } from './shapes.js';

/** What the controls say. */
export interface Wishes {
  readonly bypass: boolean;
  readonly type: BiquadFilterType;
  readonly cutoffHertz: number;
  readonly q: number;
  readonly distortionPercent: number;
  readonly delayMs: number;
  readonly reverbPercent: number;
}

// #region effects
/** A chain of effects from one node to another, which can be tuned while sound flows through it. */
export function effects(audio: AudioContext, input: AudioNode, output: AudioNode) {
  // One after the other: some frequencies are taken away, then loud samples are cut off. A filter of this kind falls by 12
  // decibels an octave, which is gentle; two in a row fall by 24.
  const filters = [new BiquadFilterNode(audio), new BiquadFilterNode(audio)] as const;
  const distortion = new WaveShaperNode(audio, { oversample: '4x' });
  input.connect(filters[0]).connect(filters[1]).connect(distortion);

  // Side by side: the sound as it is, the sound once more some time later, and its answer from a hall.
  const dry = new GainNode(audio);
  const delay = new DelayNode(audio, { maxDelayTime: 1 });
  const echo = new GainNode(audio, { gain: 0 });
  const convolver = new ConvolverNode(audio, { buffer: hall(audio) });
  const reverb = new GainNode(audio, { gain: 0 });
  distortion.connect(dry).connect(output);
  distortion.connect(delay).connect(echo).connect(output);
  distortion.connect(convolver).connect(reverb).connect(output);

  // And past all of it.
  const past = new GainNode(audio, { gain: 0 });
  input.connect(past).connect(output);

  return (wishes: Wishes) => {
    for (const filter of filters) {
      filter.type = wishes.type;
      filter.frequency.value = wishes.cutoffHertz;
      filter.Q.value = wishes.q;
    }
    distortion.curve = wishes.distortionPercent > 0 ? distortionCurve(wishes.distortionPercent) : null;
    delay.delayTime.value = wishes.delayMs / 1000;
    past.gain.value = wishes.bypass ? 1 : 0;
    dry.gain.value = wishes.bypass ? 0 : 1;
    echo.gain.value = wishes.bypass || wishes.delayMs === 0 ? 0 : 0.6;
    reverb.gain.value = wishes.bypass ? 0 : wishes.reverbPercent / 100;
  };
}
// #endregion
