import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Mute, release and replace',
  summary:
    'Five ways to send less or something else in a running call, from a muted microphone to another direction, and what each of them costs.',
  order: 35,
  uses: [
    'RTCRtpSender.replaceTrack',
    'MediaStreamTrack.enabled',
    'MediaStreamTrack.stop',
    'RTCRtpTransceiver.direction',
    'RTCRtpReceiver.getSynchronizationSources',
    'MediaDevices.getDisplayMedia',
  ],
  needs: ['microphone', 'camera'],
} satisfies SampleMeta;
