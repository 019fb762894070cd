import { explain } from './explain.js';

/**
 * Joins the two sides, and again whenever the caller's side wants to agree on something else. `agreed` is called after each
 * exchange; `say` gets a sentence if something fails. Neither is called after the call has ended.
 */
export function keepAgreed(
  caller: RTCPeerConnection,
  callee: RTCPeerConnection,
  agreed: () => void,
  say: (sentence: string) => void,
) {
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'failed') say('The two sides found no way to each other. Hang up, then retry.');
  });
  // Several changes in one go are one event, and it waits until an exchange that runs has ended.
  caller.addEventListener('negotiationneeded', () => {
    exchange(caller, callee).then(
      () => caller.signalingState !== 'closed' && agreed(),
      // Every call on a closed connection is refused: that is no failure if the person hung up in the middle.
      (error: unknown) => caller.signalingState !== 'closed' && say(`The two sides could not agree. ${explain(error)}`),
    );
  });
}

async function exchange(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
}
