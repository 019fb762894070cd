import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A room for six',
  summary:
    'Up to six people see and hear each other in a mesh: everybody sends to everybody, and the page shows what that costs.',
  order: 73,
  uses: ['RTCPeerConnection', 'RTCPeerConnection.addTrack', 'RTCDataChannel'],
  needs: ['camera', 'microphone', 'second-machine'],
  requires: ['RTCPeerConnection'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
