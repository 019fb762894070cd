import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Timeline of states',
  summary:
    'Draws the seven states of both ends of a connection over time, from the first offer to a broken link, with the event that announces each change.',
  order: 33,
  uses: [
    'RTCPeerConnection.connectionState',
    'RTCPeerConnection.signalingState',
    'RTCPeerConnection.iceGatheringState',
    'RTCPeerConnection.iceConnectionState',
    'RTCPeerConnection.sctp',
    'RTCSctpTransport.state',
    'RTCDtlsTransport.state',
    'RTCIceTransport.state',
  ],
  needs: [],
} satisfies SampleMeta;
