import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Connecting by copied text',
  summary:
    'Two machines connect without any server: people carry the offer and the answer between them, as a text or a QR code.',
  order: 71,
  uses: [
    'RTCPeerConnection.icegatheringstatechange',
    'RTCPeerConnection.setLocalDescription',
    'RTCPeerConnection.setRemoteDescription',
    'RTCPeerConnection.addIceCandidate',
    'RTCDataChannel',
    'CompressionStream',
    'DecompressionStream',
  ],
  needs: ['second-machine'],
  requires: ['RTCPeerConnection', 'CompressionStream'],
} satisfies SampleMeta;
