import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Restart ICE',
  summary:
    'A running call looks for a new way through the network, by hand, with other servers or by itself after a break, and the page measures how long the picture stood still.',
  order: 54,
  uses: [
    'RTCPeerConnection.restartIce',
    'RTCPeerConnection.negotiationneeded',
    'RTCPeerConnection.setConfiguration',
    'RTCPeerConnection.iceConnectionState',
    'HTMLVideoElement.requestVideoFrameCallback',
    'RTCPeerConnection.getStats',
  ],
  needs: ['camera', 'microphone'],
} satisfies SampleMeta;
