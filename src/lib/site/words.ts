import type { Need } from '../../samples/sample.ts';

/** What a sample needs, as a person says it. `nothing` stands for a sample that needs only a browser. */
export const needsInWords: Record<Need | 'nothing', string> = {
  nothing: 'only a browser',
  camera: 'a camera',
  microphone: 'a microphone',
  speakers: 'speakers',
  screen: 'a screen to share',
  'second-tab': 'a second tab',
  'second-machine': 'a second machine',
};
