import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Choose your devices',
  summary:
    'Three lists choose the microphone, the camera and the speaker; a meter, a picture and a test tone show that each choice works, and changes of the hardware are followed.',
  order: 16,
  uses: [
    'MediaDevices.enumerateDevices',
    'HTMLMediaElement.setSinkId',
    'MediaDevices.selectAudioOutput',
    'MediaDevices.devicechange_event',
    'MediaDevices.getUserMedia',
  ],
  needs: ['camera', 'microphone', 'speakers'],
} satisfies SampleMeta;
