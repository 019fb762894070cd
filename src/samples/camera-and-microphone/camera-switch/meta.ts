import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Switch cameras',
  summary:
    'Choose a camera, go to the next one, or ask for the front or rear one: the old camera is given back first, and the last picture can stay until the new one comes.',
  order: 5,
  uses: [
    'MediaDevices.enumerateDevices',
    'MediaDevices.getUserMedia',
    'MediaDevices.devicechange_event',
    'MediaStreamTrack.stop',
    'MediaStreamTrack.ended_event',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
