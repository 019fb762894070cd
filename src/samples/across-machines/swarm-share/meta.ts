import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A file from many peers',
  summary:
    'A file is shared by a link: whoever opens it gets the file in pieces from everybody who has some, verifies each piece, and passes it on.',
  order: 76,
  uses: ['RTCDataChannel', 'RTCDataChannel.bufferedAmount', 'SubtleCrypto.digest', 'RTCPeerConnection', 'Blob.slice'],
  needs: ['second-machine'],
  requires: ['RTCPeerConnection', 'SubtleCrypto.digest'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
