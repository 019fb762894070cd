import { drawnPicture } from './pictures.js';

/** The other side of the call: it shows what comes, and sends a picture of its own as long as the call lasts. */
export function farSide(video: HTMLVideoElement) {
  const callee = new RTCPeerConnection();
  const own = drawnPicture(() => '#2a4d8f');
  for (const track of own.getTracks()) callee.addTrack(track, own);
  callee.addEventListener('track', ({ streams }) => {
    video.srcObject = streams[0] ?? null;
  });
  return {
    callee,
    close: () => {
      callee.close();
      for (const track of own.getTracks()) track.stop();
    },
  };
}
