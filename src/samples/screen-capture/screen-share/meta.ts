import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Share a screen',
  summary:
    'A screen, a window or a tab as a stream, with every wish a page may have about it, and what came of each beside it.',
  order: 19,
  uses: [
    'MediaDevices.getDisplayMedia',
    'MediaStreamTrack.getSettings',
    'MediaStreamTrack.ended',
    'MediaDevices.getSupportedConstraints',
    'CaptureController',
    'CaptureController.setFocusBehavior',
    'CaptureController.increaseZoomLevel',
  ],
  needs: ['screen'],
  requires: ['MediaDevices.getDisplayMedia'],
} satisfies SampleMeta;
