// #region same:negotiation
/**
 * Both ends may add and remove tracks whenever they like, and if both offer at once, the polite one gives way, as in perfect
 * negotiation (WebRTC 1.0, section 10.7). There it takes its offer back, and in Chromium 156 that freezes every picture that
 * comes in; so here it only proposes one, and sets it when the answer has come. `send` carries a description to the other end,
 * whose `take` gets it; `giveUp` is called when a description makes no sense. Candidates are not its business: the connection is
 * there already, for a data channel, and media that is added shares its transport.
 */
export function negotiate(
  connection: RTCPeerConnection,
  {
    isPolite,
    send,
    giveUp,
  }: { isPolite: boolean; send: (description: RTCSessionDescriptionInit) => void; giveUp: () => void },
) {
  let proposal: RTCSessionDescriptionInit | undefined;
  let last: Promise<void> = Promise.resolve();
  /** One step at a time: what comes on the heels of an answer is taken when the answer is in force. */
  const inTurn = (step: () => Promise<void>) => (last = last.then(step).catch(giveUp));

  async function describe() {
    await connection.setLocalDescription(); // an offer or an answer, whichever is due
    send(connection.localDescription!.toJSON());
  }

  async function propose() {
    proposal = await connection.createOffer();
    send(proposal);
  }

  async function take(description: RTCSessionDescriptionInit) {
    const isOffer = description.type === 'offer';
    // The other end gives way, and answers the offer from here.
    if (isOffer && !isPolite && connection.signalingState !== 'stable') return;
    if (!isOffer && proposal) await connection.setLocalDescription(proposal);
    proposal = undefined; // given way: negotiationneeded comes again by itself
    await connection.setRemoteDescription(description);
    if (isOffer) await describe();
  }

  connection.addEventListener('negotiationneeded', () => void inTurn(isPolite ? propose : describe));
  return { take: (description: RTCSessionDescriptionInit) => inTurn(() => take(description)) };
}
// #endregion
