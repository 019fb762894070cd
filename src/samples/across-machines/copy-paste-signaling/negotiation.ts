// #region same:negotiation
/**
 * Perfect negotiation (WebRTC 1.0, section 10.7): both ends may add and remove tracks whenever they like, and if both offer at
 * once, the polite one gives way. `send` carries a description to the other end, whose `take` gets it; `giveUp` is called when
 * a description makes no sense. Candidates are not its business: the connection is there already, for a data channel, and media
 * that is added shares its transport.
 */
export function negotiate(
  connection: RTCPeerConnection,
  {
    isPolite,
    send,
    giveUp,
  }: { isPolite: boolean; send: (description: RTCSessionDescriptionInit) => void; giveUp: () => void },
) {
  let isOffering = false;
  let isTakingAnswer = false; // what comes on the heels of an answer comes after it, though it is not in force yet

  async function describe() {
    await connection.setLocalDescription(); // an offer or an answer, whichever is due
    send(connection.localDescription!.toJSON());
  }

  connection.addEventListener('negotiationneeded', () => {
    isOffering = true;
    void describe()
      .catch(giveUp)
      .finally(() => (isOffering = false));
  });

  async function take(description: RTCSessionDescriptionInit) {
    const isOffer = description.type === 'offer';
    const isBusy = isOffering || (connection.signalingState !== 'stable' && !isTakingAnswer);
    if (isOffer && isBusy && !isPolite) return; // the other end gives way, and answers the offer from here
    isTakingAnswer = !isOffer;
    // This takes the own offer back, if there is one.
    await connection.setRemoteDescription(description).finally(() => (isTakingAnswer = false));
    if (isOffer) await describe();
  }
  return { take: (description: RTCSessionDescriptionInit) => take(description).catch(giveUp) };
}
// #endregion
