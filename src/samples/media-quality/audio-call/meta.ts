import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Tune an audio call',
  summary:
    'Codec, bitrate, packet time, stereo, pauses and repair of a running call can be changed one by one, and graphs show what each of them costs.',
  order: 44,
  uses: [
    'RTCRtpTransceiver.setCodecPreferences',
    'RTCRtpReceiver.getCapabilities',
    'RTCRtpSender.setParameters',
    'RTCRtpReceiver.getSynchronizationSources',
    'RTCPeerConnection.getStats',
    'MediaStreamTrack.enabled',
  ],
  needs: ['microphone', 'speakers'],
  requires: ['RTCRtpTransceiver.setCodecPreferences', 'RTCRtpReceiver.getSynchronizationSources'],
} satisfies SampleMeta;
