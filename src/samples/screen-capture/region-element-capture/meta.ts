import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A part of this tab',
  summary:
    'Of its own tab, a page shares one area as it is seen, with whatever lies over it, or one element alone, and changes its mind while it shares.',
  order: 20,
  uses: [
    'CropTarget',
    'BrowserCaptureMediaStreamTrack.cropTo',
    'RestrictionTarget',
    'BrowserCaptureMediaStreamTrack.restrictTo',
    'MediaDevices.getDisplayMedia',
  ],
  needs: ['screen'],
  requires: ['MediaDevices.getDisplayMedia', 'CropTarget', 'RestrictionTarget'],
} satisfies SampleMeta;
