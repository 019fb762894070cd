import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A face steers',
  summary:
    'A game that your face steers: every camera picture is searched for a face in a worker, by the browser itself or by a small neural network, and the ship follows it; keys and fingers steer too.',
  order: 10,
  uses: [
    'MediaDevices.getUserMedia',
    'Worker',
    'CanvasRenderingContext2D.getImageData',
    'Window.requestAnimationFrame',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
