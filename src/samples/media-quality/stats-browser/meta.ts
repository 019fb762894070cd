import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'Browse the statistics',
  summary:
    'Everything that a browser tells of a running call, once a second: search it, follow what belongs together, pin values to graphs and take them home as JSON.',
  order: 52,
  uses: ['RTCPeerConnection.getStats', 'RTCStatsReport', 'RTCPeerConnection', 'MediaDevices.getUserMedia'],
  needs: ['camera', 'microphone'],
} satisfies SampleMeta;
