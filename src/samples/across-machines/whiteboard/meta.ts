import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A whiteboard for eight',
  summary:
    'Up to eight people draw on one board over data channels, see the cursors of the others, and whoever comes late gets what is there.',
  order: 78,
  uses: [
    'RTCDataChannel',
    'RTCDataChannel.bufferedAmountLowThreshold',
    'RTCDataChannel.bufferedamountlow',
    'PointerEvent.getCoalescedEvents',
    'PointerEvent.pressure',
    'HTMLCanvasElement.toBlob',
  ],
  needs: ['second-machine'],
  requires: ['RTCPeerConnection', 'RTCDataChannel'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
