import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Signaling, step by step',
  summary:
    'Goes through a call one step at a time: what each description says line by line, what travels, what changes, and what a mistake in it does.',
  order: 31,
  uses: [
    'RTCPeerConnection.createOffer',
    'RTCPeerConnection.createAnswer',
    'RTCPeerConnection.setLocalDescription',
    'RTCPeerConnection.setRemoteDescription',
    'RTCPeerConnection.addIceCandidate',
    'RTCPeerConnection.signalingState',
    'RTCSessionDescription.sdp',
  ],
  needs: ['camera', 'microphone'],
} satisfies SampleMeta;
