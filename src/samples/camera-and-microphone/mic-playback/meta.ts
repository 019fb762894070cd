import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Hear your microphone',
  summary:
    'A microphone is opened and played back, late enough to talk without howling, with its settings and the level before and after.',
  order: 12,
  uses: [
    'MediaDevices.getUserMedia',
    'MediaDevices.enumerateDevices',
    'MediaStreamTrack.getSettings',
    'AudioContext.createMediaStreamSource',
    'DelayNode',
    'GainNode',
    'MediaStreamTrack.ended',
  ],
  needs: ['microphone', 'speakers'],
  requires: ['AudioContext'],
} satisfies SampleMeta;
