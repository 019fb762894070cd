import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A room for six',
  summary:
    'Up to six people see and hear each other in a mesh, and the page shows who speaks and what it costs to send to everybody.',
  order: 73,
  uses: [
    'RTCPeerConnection',
    'RTCPeerConnection.addTrack',
    'RTCPeerConnection.negotiationneeded',
    'RTCPeerConnection.getStats',
    'RTCDataChannel',
    'MediaStreamTrack.enabled',
  ],
  needs: ['camera', 'microphone', 'second-machine'],
  requires: ['RTCPeerConnection'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
