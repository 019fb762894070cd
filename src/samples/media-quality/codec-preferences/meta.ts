import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Choose the codecs',
  summary:
    'Two lists say which codecs a call prefers, a menu changes to another one in the running call, and a table shows which codec is really sent.',
  order: 47,
  uses: [
    'RTCRtpTransceiver.setCodecPreferences',
    'RTCRtpSender.getCapabilities_static',
    'RTCRtpSender.setParameters',
    'RTCPeerConnection.getStats',
    'RTCPeerConnection',
  ],
  needs: ['microphone', 'camera'],
  requires: ['RTCRtpTransceiver.setCodecPreferences'],
} satisfies SampleMeta;
