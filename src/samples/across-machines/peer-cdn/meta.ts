import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A gallery from peers',
  summary:
    'Visitors of a page give each other its pictures, each verified by its hash, and ask the server only for what no visitor has.',
  order: 77,
  uses: ['RTCDataChannel', 'SubtleCrypto.digest', 'fetch', 'RTCPeerConnection', 'AbortSignal'],
  needs: ['second-machine'],
  requires: ['RTCPeerConnection', 'SubtleCrypto.digest'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
