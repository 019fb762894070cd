import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'ASCII camera',
  summary:
    'Every picture of the camera becomes letters: drawn small on a canvas, read back as pixels, and written as text.',
  order: 8,
  uses: [
    'MediaDevices.getUserMedia',
    'CanvasRenderingContext2D.drawImage',
    'CanvasRenderingContext2D.getImageData',
    'MediaStreamTrack.stop',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
