import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Open the camera',
  summary:
    'One call asks for a camera and a microphone; the page shows the picture, what each device was set to, and what it could be set to.',
  order: 1,
  uses: [
    'MediaDevices.getUserMedia',
    'MediaStreamTrack.getSettings',
    'MediaStreamTrack.getCapabilities',
    'MediaStreamTrack.stop',
    'HTMLMediaElement.srcObject',
  ],
  needs: ['camera', 'microphone'],
} satisfies SampleMeta;
