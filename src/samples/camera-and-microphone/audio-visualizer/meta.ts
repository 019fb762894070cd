import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Audio visualizer',
  summary:
    'One AnalyserNode shows a microphone or a tone as a wave, as bars and as a spectrogram, and names the strongest frequency as a note.',
  order: 15,
  uses: [
    'AnalyserNode',
    'AnalyserNode.getFloatTimeDomainData',
    'AnalyserNode.getFloatFrequencyData',
    'AnalyserNode.fftSize',
    'AnalyserNode.smoothingTimeConstant',
    'OscillatorNode',
    'AudioContext.createMediaStreamSource',
    'MediaDevices.getUserMedia',
  ],
  needs: ['microphone'],
  requires: ['AnalyserNode'],
} satisfies SampleMeta;
