import 'webrtc-adapter';

// #region same:call-on-one-page
/** A call between two connections on this page. */
export interface Call {
  readonly local: MediaStream;
  close(): void;
}

/** Sends a stream from one connection to another; `arrived` gets what comes out there, `say` a sentence on how it goes. */
export function callOnOnePage(
  local: MediaStream,
  arrived: (remote: MediaStream) => void,
  say: (sentence: string) => void,
): Call {
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  callee.addEventListener('track', ({ streams: [remote] }) => arrived(remote!));
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'connected') say('Connected.');
    if (caller.connectionState === 'failed') say('The two sides found no way to each other. Stop and start again.');
  });
  for (const track of local.getTracks()) caller.addTrack(track, local);
  exchange(caller, callee).catch((error: unknown) => {
    // Every call on a closed connection is refused: that is no failure if the person stopped in the middle.
    if (caller.signalingState !== 'closed') say(`The call could not be set up: ${String(error)}.`);
  });
  return {
    local,
    close: () => {
      caller.close();
      callee.close();
      for (const track of local.getTracks()) track.stop();
    },
  };
}

/** Carries the offer, the answer and the candidates between two connections, as a signaling server would. */
async function exchange(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
}
// #endregion
