import { inWords, isHelper, nameOf } from './codecs.js';

/** A list that a person can put into order. */
export interface CodecList {
  /** The codecs in the person's order, and after them the helpers, which belong to whatever is chosen. */
  readonly inOrder: () => RTCRtpCodec[];
}

/** Shows the codecs that can be sent, to be moved with the mouse or with buttons. `moved` gets a sentence about each move. */
export function codecList(kind: 'audio' | 'video', moved: (sentence: string) => void): CodecList {
  const list = document.querySelector<HTMLOListElement>(`#${kind}`)!;
  const codecs = RTCRtpSender.getCapabilities(kind)?.codecs ?? [];
  const helping = codecs.filter(isHelper);
  const items = new Map<Element, RTCRtpCodec>();
  let dragged: HTMLLIElement | undefined;

  const place = (item: Element) => [...list.children].indexOf(item);
  const tell = (item: Element) => {
    for (const each of list.children) {
      const [up, down] = each.querySelectorAll('button');
      up!.disabled = each === list.firstElementChild;
      down!.disabled = each === list.lastElementChild;
    }
    const sentence = `${inWords(items.get(item)!)} is number ${place(item) + 1} of ${list.children.length} now.`;
    moved(`${sentence} The next offer says so.`);
  };

  function button(item: HTMLLIElement, name: 'up' | 'down', codec: RTCRtpCodec) {
    const element = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: name === 'up' ? '↑' : '↓',
      ariaLabel: `${inWords(codec)} ${name}`,
    });
    element.addEventListener('click', () => {
      if (name === 'up') item.previousElementSibling?.before(item);
      else item.nextElementSibling?.after(item);
      tell(item);
      // What is moved loses the focus, and a button at the end of the list cannot have it.
      (element.disabled ? item.querySelector<HTMLElement>('button:enabled') : element)?.focus();
    });
    return element;
  }

  for (const codec of codecs.filter((one) => !isHelper(one))) {
    const item = Object.assign(document.createElement('li'), { draggable: true });
    const name = Object.assign(document.createElement('span'), { textContent: inWords(codec) });
    item.append(name, button(item, 'up', codec), button(item, 'down', codec));
    item.addEventListener('dragstart', () => (dragged = item));
    item.addEventListener('dragend', () => {
      dragged = undefined;
      tell(item);
    });
    item.addEventListener('dragover', (event) => {
      if (!dragged) return; // something that is not of this list
      event.preventDefault();
      if (dragged === item) return;
      if (place(dragged) < place(item)) item.after(dragged);
      else item.before(dragged);
    });
    items.set(item, codec);
    list.append(item);
  }
  list.querySelector('button')?.toggleAttribute('disabled', true);
  list.querySelector('li:last-child button:last-child')?.toggleAttribute('disabled', true);
  const names = [...new Set(helping.map(nameOf))].join(', ');
  document.querySelector(`#${kind}-helpers`)!.textContent = names && `Always along, to help the others: ${names}.`;
  return { inOrder: () => [...[...list.children].map((item) => items.get(item)!), ...helping] };
}
