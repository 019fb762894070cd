import type { SampleMeta } from '../../sample.ts';

export default {
  title: 'A video call by link',
  summary:
    'Two people meet by a link, see, hear and write to each other, share a screen, and turn camera and microphone off, with the other told of it.',
  order: 72,
  uses: [
    'RTCPeerConnection',
    'RTCRtpSender.replaceTrack',
    'RTCPeerConnection.removeTrack',
    'RTCPeerConnection.negotiationneeded',
    'MediaDevices.getDisplayMedia',
    'MediaDevices.enumerateDevices',
    'HTMLVideoElement.requestPictureInPicture',
    'Element.requestFullscreen',
    'Navigator.share',
  ],
  needs: ['camera', 'microphone', 'second-machine'],
  requires: ['RTCPeerConnection'],
  noStandalone: 'Rooms need the peer server of a site, and a page opened from a file has none.',
} satisfies SampleMeta;
