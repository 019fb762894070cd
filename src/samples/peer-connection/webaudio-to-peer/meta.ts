import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Web Audio into a call',
  summary:
    'Before it is sent, a microphone or a tone goes through filter, distortion, delay and reverb, with jingles mixed in; both ends are measured.',
  order: 41,
  uses: [
    'AudioContext.createMediaStreamDestination',
    'AudioContext.createMediaStreamSource',
    'BiquadFilterNode',
    'WaveShaperNode',
    'DelayNode',
    'ConvolverNode',
    'AudioBufferSourceNode',
    'RTCPeerConnection.addTrack',
  ],
  needs: ['microphone', 'speakers'],
  requires: ['RTCPeerConnection', 'AudioContext', 'MediaStreamAudioDestinationNode'],
} satisfies SampleMeta;
