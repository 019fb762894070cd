import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Constraints laboratory',
  summary:
    'Write constraints with sliders or as JSON, ask for a camera with them or apply them to a running one, and compare what was asked with what came.',
  order: 4,
  uses: [
    'MediaDevices.getUserMedia',
    'MediaStreamTrack.applyConstraints',
    'MediaStreamTrack.getConstraints',
    'MediaStreamTrack.getSettings',
    'MediaDevices.getSupportedConstraints',
    'OverconstrainedError',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
