import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A broadcast with relays',
  summary:
    'One page sends picture and sound to many, each of them directly or by viewers who pass on what they receive to others.',
  order: 75,
  uses: [
    'RTCPeerConnection.addTrack',
    'RTCPeerConnection.track',
    'RTCRtpSender.replaceTrack',
    'RTCRtpReceiver.track',
    'RTCPeerConnection.getStats',
  ],
  needs: ['camera', 'microphone', 'second-machine'],
  requires: ['RTCPeerConnection', 'RTCDataChannel'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
