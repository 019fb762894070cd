/**
 * The other side of the call. It is you as well: it sends your own sound back, shows what comes, and calls `changed` whenever
 * something begins or ceases to come.
 */
export function farSide(microphone: MediaStreamTrack, video: HTMLVideoElement, changed: () => void): RTCPeerConnection {
  const callee = new RTCPeerConnection();
  callee.addTrack(microphone, new MediaStream([microphone])); // one track may be sent over several connections
  // A track is announced each time its line begins to send, also after a pause.
  callee.addEventListener('track', ({ track, streams }) => {
    video.srcObject = streams[0] ?? null;
    for (const name of ['mute', 'unmute']) track.addEventListener(name, changed);
  });
  return callee;
}
