import { sessionOf, type Pasted } from './pasted.js';

/** Why a text is of no use in the state that a connection is in, as a sentence for a person; nothing if it fits. */
export function whyNot(pasted: Pasted, connection: RTCPeerConnection | undefined): string | undefined {
  const own = connection?.localDescription;
  const isTaken = connection?.remoteDescription != null;
  if (pasted.type === 'candidates')
    return isTaken ? undefined : 'Paste their offer or answer first: these candidates add to it.';
  if (own && sessionOf(own.sdp) === sessionOf(pasted.sdp))
    return `This is your own ${own.type}. Give it to the other side, and paste here what they give you.`;
  if (isTaken) return 'You have used their text already. To begin again, press Stop first.';
  if (pasted.type === 'offer')
    return connection
      ? 'This is an offer, and an answer belongs here. If both of you made an offer, one presses Stop and uses the other’s.'
      : undefined;
  if (!own)
    return 'This is an answer, but you have made no offer, or this page was reloaded since. Create a new offer.';
  return pasted.to === sessionOf(own.sdp)
    ? undefined
    : 'This is the answer to another offer, perhaps one you made before. Ask for the answer to this one.';
}
