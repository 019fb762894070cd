import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A call on one page',
  summary:
    'Two connections on the same page exchange an offer, an answer and candidates, so that a whole call can be read from top to bottom.',
  order: 30,
  uses: [
    'RTCPeerConnection',
    'RTCPeerConnection.setLocalDescription',
    'RTCPeerConnection.addIceCandidate',
    'MediaDevices.getUserMedia',
  ],
  needs: ['camera', 'microphone'],
} satisfies SampleMeta;
