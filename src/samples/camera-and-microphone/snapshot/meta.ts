import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Snapshots',
  summary:
    'A shutter with a countdown takes single pictures in three ways, by a canvas, grabFrame and takePhoto, and keeps them in a gallery with format and size.',
  order: 6,
  uses: [
    'CanvasRenderingContext2D.drawImage',
    'OffscreenCanvas.convertToBlob',
    'ImageCapture.grabFrame',
    'ImageCapture.takePhoto',
    'MediaDevices.getUserMedia',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
