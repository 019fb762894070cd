/** Lets each side tell the other its addresses, at any time of the call. */
export function trickle(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
}

/** Carries an offer and its answer between the two, as a signaling server would. The first and every later one are alike. */
export async function exchange(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
}
