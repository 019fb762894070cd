/** What one side tells the other about the connection. It is plain data, so a server can carry it as JSON. */
export type NegotiationMessage =
  { readonly description: RTCSessionDescriptionInit } | { readonly candidate: RTCIceCandidateInit | null };

/**
 * Perfect negotiation, as in the example of the specification (WebRTC 1.0, section 10.7). Both sides run these same lines, one
 * of them polite, and may then add, change and remove tracks at any time. Call it before the first track is added. `send`
 * carries a message to the other side, in order; hand each that arrives here to the function that comes back, also in order.
 * That one resolves to false where an offer was ignored, and rejects where a message makes no sense.
 */
export function perfectNegotiation(
  pc: RTCPeerConnection,
  polite: boolean,
  send: (message: NegotiationMessage) => void,
): (message: NegotiationMessage) => Promise<boolean> {
  let makingOffer = false;
  let ignoreOffer = false;
  let isSettingRemoteAnswerPending = false;

  pc.addEventListener('icecandidate', ({ candidate }) => send({ candidate: candidate?.toJSON() ?? null }));

  /** Makes an offer or an answer, whichever is due, and tells the other side. */
  async function describe() {
    await pc.setLocalDescription();
    send({ description: pc.localDescription!.toJSON() });
  }

  // The browser fires this only while nothing is being negotiated, and once for all that has changed: so there is never more
  // than one offer of a side under way. After a rollback it fires again by itself.
  pc.addEventListener('negotiationneeded', () => void offer());

  async function offer() {
    try {
      makingOffer = true;
      await describe();
    } catch (error) {
      if (pc.signalingState !== 'closed') reportError(error); // on a closed connection, nobody needs the offer any more
    } finally {
      makingOffer = false;
    }
  }

  return async (message) => {
    if ('candidate' in message) {
      try {
        await pc.addIceCandidate(message.candidate);
      } catch (error) {
        if (!ignoreOffer) throw error; // candidates that belong to an ignored offer fit nothing here
      }
      return true;
    }
    const { description } = message;
    // An offer may come on the heels of an answer that is still being set. It will be "stable" by the time the browser gets to
    // the offer, so that is no collision.
    const readyForOffer = !makingOffer && (pc.signalingState === 'stable' || isSettingRemoteAnswerPending);
    const offerCollision = description.type === 'offer' && !readyForOffer;

    ignoreOffer = !polite && offerCollision;
    if (ignoreOffer) return false;

    isSettingRemoteAnswerPending = description.type === 'answer';
    await pc.setRemoteDescription(description); // takes back an own offer that stands in the way ("rollback")
    isSettingRemoteAnswerPending = false;
    if (description.type === 'offer') await describe();
    return true;
  };
}
