import type { Happening } from './physics.js';

const tones = { wall: [330, 0.05], paddle: [520, 0.07], goal: [160, 0.4] } as const;

/** Opens what makes the sounds: it has to be closed again. */
export function openSound() {
  const context = new AudioContext();
  return {
    play(happening: Happening) {
      const [frequency, seconds] = tones[happening];
      const tone = new OscillatorNode(context, { type: 'triangle', frequency });
      const volume = new GainNode(context, { gain: 0.15 });
      volume.gain.setTargetAtTime(0, context.currentTime + seconds / 2, seconds / 4); // a tone that is cut off clicks
      tone.connect(volume).connect(context.destination);
      tone.start();
      tone.stop(context.currentTime + 2 * seconds);
    },
    close: () => void context.close(),
  };
}
