const group = document.querySelector<HTMLElement>('#extensions')!;
const explanation = document.querySelector<HTMLElement>('#no-extensions')!;
const boxes = new Map<string, HTMLInputElement>(); // by the address of the extension

/** Offers those extensions that are ticked; on its way it lists those that are new. */
export function chooseExtensions(transceiver: RTCRtpTransceiver) {
  if (!('setHeaderExtensionsToNegotiate' in transceiver)) {
    explanation.textContent =
      'This browser offers the header extensions that it likes, and a page cannot choose among them.';
    return;
  }
  explanation.textContent = 'Small additions to the head of each packet. Those that are not ticked are not offered.';
  const extensions = transceiver.getHeaderExtensionsToNegotiate();
  transceiver.setHeaderExtensionsToNegotiate(
    extensions.map(({ uri, direction }) => ({
      uri,
      direction: boxFor(uri, direction).checked ? 'sendrecv' : 'stopped',
    })),
  );
}

/** The box of an extension. One that is off as the browser comes begins without its tick. */
function boxFor(uri: string, direction: RTCRtpTransceiverDirection): HTMLInputElement {
  const known = boxes.get(uri);
  if (known) return known;
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: direction !== 'stopped' });
  box.disabled = uri.endsWith(':mid'); // without it nobody could tell whose packet this is, so browsers insist on it
  const label = document.createElement('label');
  label.append(box, uri.replace(/^.*[:/]/, ''));
  boxes.set(uri, box);
  group.append(label);
  return box;
}
