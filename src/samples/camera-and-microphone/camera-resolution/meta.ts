import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Camera resolution',
  summary:
    'Ten sizes from 160 × 120 to 8K, as a wish or as a demand, set on the running camera; a scan tells which of them this camera can give.',
  order: 3,
  uses: [
    'MediaStreamTrack.applyConstraints',
    'MediaDevices.getUserMedia',
    'MediaStreamTrack.getSettings',
    'OverconstrainedError',
    'HTMLVideoElement.videoWidth',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
