import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Screen with camera',
  summary:
    'The screen and the camera are drawn onto one canvas and their sounds added up, for a call or a recorder that takes one picture and one sound.',
  order: 21,
  uses: [
    'HTMLCanvasElement.captureStream',
    'CanvasRenderingContext2D.drawImage',
    'MediaStreamAudioDestinationNode',
    'GainNode',
    'MediaDevices.getDisplayMedia',
    'MediaRecorder',
  ],
  needs: ['screen', 'camera', 'microphone'],
  requires: ['MediaDevices.getDisplayMedia', 'HTMLCanvasElement.captureStream', 'MediaRecorder'],
} satisfies SampleMeta;
