import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Perfect negotiation',
  summary:
    'Both sides of a call change it whenever they like, and where their offers meet the polite one takes its own back: one file to copy, and buttons that provoke it.',
  order: 38,
  uses: [
    'RTCPeerConnection.negotiationneeded_event',
    'RTCPeerConnection.setLocalDescription',
    'RTCPeerConnection.setRemoteDescription',
    'RTCPeerConnection.signalingState',
    'RTCPeerConnection.addTransceiver',
    'RTCRtpSender.replaceTrack',
  ],
  needs: [],
} satisfies SampleMeta;
