import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Send files',
  summary:
    'Files of any size cross a data channel without filling the memory: offered and accepted, paused and resumed, and compared by their SHA-256 when they have arrived.',
  order: 66,
  uses: [
    'RTCDataChannel.bufferedAmountLowThreshold',
    'RTCDataChannel.bufferedAmount',
    'RTCDataChannel.send',
    'RTCSctpTransport.maxMessageSize',
    'RTCPeerConnection.createDataChannel',
    'FileSystemFileHandle.createSyncAccessHandle',
  ],
  needs: [],
  requires: ['RTCDataChannel'],
} satisfies SampleMeta;
