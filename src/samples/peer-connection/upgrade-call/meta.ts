import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Change a running call',
  summary:
    'A call begins with sound, gets a picture, is put on hold and comes back: each change is a new offer, and a table shows who sends what.',
  order: 34,
  uses: [
    'RTCPeerConnection.negotiationneeded_event',
    'RTCPeerConnection.addTransceiver',
    'RTCPeerConnection.removeTrack',
    'RTCRtpTransceiver.direction',
    'RTCRtpTransceiver.currentDirection',
    'RTCRtpSender.replaceTrack',
  ],
  needs: ['microphone', 'camera', 'speakers'],
} satisfies SampleMeta;
