import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Look into the encryption',
  summary:
    'Two sides prove with certificates who they are: make your own, compare fingerprints, change one on the way, or sit in the middle and see which code gives you away.',
  order: 56,
  uses: [
    'RTCPeerConnection.generateCertificate',
    'RTCCertificate',
    'RTCCertificate.getFingerprints',
    'RTCDtlsTransport.getRemoteCertificates',
    'RTCDtlsTransport.state',
    'RTCPeerConnection.getStats',
  ],
  needs: [],
  requires: ['RTCPeerConnection.generateCertificate'],
} satisfies SampleMeta;
