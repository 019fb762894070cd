import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A game for two',
  summary:
    'A paddle game against a bear, at one page or with a friend by link: sixty updates a second over a channel that may lose some, and it stays smooth and fair.',
  order: 69,
  uses: [
    'RTCPeerConnection.createDataChannel',
    'RTCDataChannel.ordered',
    'RTCDataChannel.maxRetransmits',
    'RTCDataChannel.negotiated',
    'RTCDataChannel.bufferedAmount',
    'AudioContext',
  ],
  needs: [],
  requires: ['RTCPeerConnection', 'RTCDataChannel'],
} satisfies SampleMeta;
