import { directionsOf, inWords } from './directions.js';

const rows = document.querySelector<HTMLTableSectionElement>('#directions')!;
const negotiations = document.querySelector<HTMLOListElement>('#negotiations')!;

/** Shows, by m-line, what one side wants, what the last offer and answer say, and what came of it on both sides. */
export function showDirections(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  const offered = directionsOf(caller.currentLocalDescription?.sdp ?? '');
  const answered = directionsOf(caller.currentRemoteDescription?.sdp ?? '');
  rows.replaceChildren();
  for (const [index, transceiver] of caller.getTransceivers().entries()) {
    const { mid, sender, receiver, direction, currentDirection } = transceiver;
    const far = callee.getTransceivers().find((one) => one.mid !== null && one.mid === mid);
    const row = rows.insertRow();
    const kind = sender.track?.kind ?? receiver.track.kind;
    row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: `${index} ${kind}` }));
    for (const text of [
      direction,
      offered.find((line) => line.mid === mid)?.direction,
      answered.find((line) => line.mid === mid)?.direction,
      currentDirection,
      far?.currentDirection,
      far && (far.receiver.track.muted ? 'muted: nothing comes' : 'comes'),
    ])
      row.insertCell().textContent = text ?? 'not yet';
  }
}

/** Adds the exchange that has just ended to the list of all of this call. */
export function noteNegotiation(caller: RTCPeerConnection, ms: number) {
  const offer = inWords(directionsOf(caller.currentLocalDescription!.sdp));
  const answer = inWords(directionsOf(caller.currentRemoteDescription!.sdp));
  const item = document.createElement('li');
  item.textContent = `Offer: ${offer}. Answer: ${answer}. It took ${Math.round(ms)} ms.`;
  negotiations.append(item);
}

/** Forgets the call before. */
export function clearDirections() {
  rows.replaceChildren();
  negotiations.replaceChildren();
}
