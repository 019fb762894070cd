import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'End-to-end encryption',
  summary:
    'Every encoded frame is encrypted by a worker before it is sent, so that only a receiver with the passphrase sees a picture, and a server in the middle does not.',
  order: 58,
  uses: [
    'RTCRtpScriptTransform',
    'RTCRtpSender.transform',
    'RTCRtpReceiver.transform',
    'RTCRtpScriptTransformer',
    'SubtleCrypto.encrypt',
    'SubtleCrypto.deriveBits',
  ],
  needs: ['camera', 'microphone'],
  requires: ['RTCRtpScriptTransform'],
} satisfies SampleMeta;
