import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Mesh, star and mixer',
  summary:
    'Two to six participants on one page, connected in the three ways there are: see what each of them receives, and count what each way costs.',
  order: 74,
  uses: [
    'RTCPeerConnection',
    'RTCPeerConnection.addTrack',
    'RTCPeerConnection.track',
    'HTMLCanvasElement.captureStream',
    'AudioContext.createMediaStreamDestination',
    'AudioContext.createMediaStreamSource',
  ],
  needs: [],
  requires: ['RTCPeerConnection', 'HTMLCanvasElement.captureStream', 'AudioContext'],
} satisfies SampleMeta;
