import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Photo booth',
  summary:
    'Twelve effects, each a few lines of GLSL that run for every point of every camera picture, all shown live, with a countdown, a strip of four pictures, and a file to save or share.',
  order: 9,
  uses: [
    'WebGL2RenderingContext',
    'WebGLRenderingContext.texImage2D',
    'HTMLVideoElement.requestVideoFrameCallback',
    'MediaDevices.getUserMedia',
    'HTMLCanvasElement.toBlob',
    'Navigator.share',
  ],
  needs: ['camera'],
  requires: ['WebGL2RenderingContext', 'HTMLVideoElement.requestVideoFrameCallback'],
} satisfies SampleMeta;
