import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A call into Web Audio',
  summary:
    'The sound that arrives over a connection goes through Web Audio: seen as a wave and a spectrum, made louder, moved left or right, compressed.',
  order: 42,
  uses: [
    'AudioContext.createMediaStreamSource',
    'RTCPeerConnection.track_event',
    'StereoPannerNode',
    'DynamicsCompressorNode',
    'GainNode',
    'AnalyserNode',
  ],
  needs: ['microphone', 'speakers'],
  requires: ['RTCPeerConnection', 'AudioContext', 'StereoPannerNode'],
} satisfies SampleMeta;
