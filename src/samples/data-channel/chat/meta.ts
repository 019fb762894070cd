import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A chat',
  summary:
    'Two sides write to each other over data channels, as text or as bytes, and each sees what has arrived and whether the other is typing.',
  order: 64,
  uses: [
    'RTCDataChannel',
    'RTCPeerConnection.createDataChannel',
    'RTCPeerConnection.datachannel',
    'RTCDataChannel.send',
    'RTCDataChannel.binaryType',
  ],
  needs: [],
  requires: ['RTCDataChannel'],
} satisfies SampleMeta;
