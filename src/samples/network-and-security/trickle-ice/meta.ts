import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Trickle ICE',
  summary:
    'Gathers candidates from STUN and TURN servers of your choice, each on a connection of its own, and says of every server whether it answers and why not.',
  order: 53,
  uses: [
    'RTCPeerConnection.icecandidate',
    'RTCPeerConnection.icecandidateerror',
    'RTCIceCandidate',
    'RTCPeerConnectionIceErrorEvent',
    'RTCPeerConnection.iceGatheringState',
    'RTCPeerConnection',
  ],
  needs: [],
} satisfies SampleMeta;
