import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Throughput and backpressure',
  summary:
    'Megabytes pass through a data channel as fast as it takes them, and graphs show its rate, its buffer and the round trip for every choice of options.',
  order: 65,
  uses: [
    'RTCDataChannel.bufferedAmount',
    'RTCDataChannel.bufferedAmountLowThreshold',
    'RTCDataChannel.bufferedamountlow_event',
    'RTCDataChannel.send',
    'RTCPeerConnection.createDataChannel',
    'RTCDataChannel.ordered',
    'RTCDataChannel.maxRetransmits',
    'RTCDataChannel.maxPacketLifeTime',
    'RTCSctpTransport.maxMessageSize',
  ],
  needs: [],
  requires: ['RTCDataChannel'],
} satisfies SampleMeta;
