import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A call between tabs',
  summary:
    'Two tabs find each other in a room and call, with the offer, the answer and the candidates carried by a BroadcastChannel instead of a server.',
  order: 70,
  uses: [
    'BroadcastChannel',
    'RTCPeerConnection',
    'RTCPeerConnection.addTrack',
    'RTCPeerConnection.createDataChannel',
    'RTCSessionDescription.toJSON',
    'RTCIceCandidate.toJSON',
  ],
  needs: ['camera', 'microphone', 'second-tab'],
  requires: ['BroadcastChannel', 'RTCPeerConnection'],
} satisfies SampleMeta;
