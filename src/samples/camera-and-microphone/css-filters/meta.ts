import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'CSS filters',
  summary:
    'Eight CSS filters change how the camera looks on the page, and a snapshot shows that the picture itself knows nothing of them until they are drawn into it.',
  order: 7,
  uses: [
    'MediaDevices.getUserMedia',
    'CanvasRenderingContext2D.filter',
    'CanvasRenderingContext2D.drawImage',
    'HTMLCanvasElement.toBlob',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
