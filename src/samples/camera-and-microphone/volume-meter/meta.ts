import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Volume meter',
  summary:
    'An AudioWorklet measures the microphone on the audio thread: how loud, how loud lately, the peak, and whether it clips or you talk while muted.',
  order: 13,
  uses: [
    'AudioWorkletNode',
    'Worklet.addModule',
    'AudioContext.createMediaStreamSource',
    'MediaStreamTrack.clone',
    'MediaDevices.getUserMedia',
  ],
  needs: ['microphone'],
  requires: ['AudioWorkletNode'],
} satisfies SampleMeta;
