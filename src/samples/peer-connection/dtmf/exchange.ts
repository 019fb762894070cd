// #region same:exchange
/** Carries the offer, the answer and the candidates between two connections, as a signaling server would. */
export async function exchange(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));

  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
}
// #endregion
