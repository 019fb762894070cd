import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Limit the bandwidth',
  summary:
    'A slider caps what a running call may send, without a new offer, and graphs show how bitrate, frame rate and picture size answer.',
  order: 45,
  uses: [
    'RTCRtpSender.setParameters',
    'RTCRtpSender.getParameters',
    'RTCPeerConnection.getStats',
    'RTCPeerConnection',
    'MediaDevices.getUserMedia',
  ],
  needs: ['camera'],
} satisfies SampleMeta;
