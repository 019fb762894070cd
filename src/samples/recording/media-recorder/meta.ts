import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Record a stream',
  summary:
    'MediaRecorder turns a camera, a screen or a call into a file, chunk by chunk, in memory or straight onto the disk.',
  order: 23,
  uses: [
    'MediaRecorder',
    'MediaRecorder.start',
    'MediaRecorder.pause',
    'MediaRecorder.isTypeSupported',
    'MediaRecorder.dataavailable',
    'StorageManager.getDirectory',
    'Window.showSaveFilePicker',
  ],
  needs: ['camera', 'microphone'],
  requires: ['MediaRecorder'],
} satisfies SampleMeta;
