import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Read an offer',
  summary:
    'Ask for tracks, directions, codecs, simulcast and header extensions, and read line by line what the offer says of each.',
  order: 32,
  uses: [
    'RTCPeerConnection.createOffer',
    'RTCPeerConnection.addTransceiver',
    'RTCRtpTransceiver.setCodecPreferences',
    'RTCRtpTransceiver.setHeaderExtensionsToNegotiate',
    'RTCPeerConnection.restartIce',
    'RTCSessionDescription.sdp',
  ],
  needs: [],
  requires: ['RTCPeerConnection', 'RTCRtpTransceiver.setCodecPreferences'],
} satisfies SampleMeta;
