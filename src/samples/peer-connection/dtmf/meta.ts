import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Telephone keys in a call',
  summary:
    'A pad of sixteen keys sends telephone tones in a running call, and a decoder at the far side shows which keys it hears, and for how long.',
  order: 43,
  uses: [
    'RTCDTMFSender',
    'RTCDTMFSender.insertDTMF',
    'RTCDTMFSender.tonechange_event',
    'RTCDTMFSender.toneBuffer',
    'RTCDTMFSender.canInsertDTMF',
    'RTCRtpTransceiver.setCodecPreferences',
    'AudioWorkletNode',
  ],
  needs: ['speakers'],
  requires: ['RTCDTMFSender', 'RTCRtpTransceiver.setCodecPreferences', 'AudioWorkletNode'],
} satisfies SampleMeta;
