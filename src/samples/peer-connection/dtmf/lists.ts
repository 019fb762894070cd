import type { HeardKey } from './goertzel.js';

const sentList = document.querySelector<HTMLOListElement>('#sent')!;
const heardList = document.querySelector<HTMLOListElement>('#heard')!;

/** Adds a tone that has begun to be sent; the empty one is the end. */
export function showSent(tone: string, afterMs: number) {
  add(sentList, tone || 'end', `${(afterMs / 1000).toFixed(1)} s`);
}

/** Adds a key that the decoder has heard. */
export function showHeard({ key, lastedMs }: HeardKey) {
  add(heardList, key, `${lastedMs} ms`);
}

/** Says so while no sound reaches the decoder. */
export function showDecoder(state: AudioContextState = 'running') {
  document.querySelector('#decoder')!.textContent =
    state === 'running' ? '' : 'The decoder waits for the sound system of this machine.';
}

/** Forgets the call before. */
export function clearTones() {
  sentList.replaceChildren();
  heardList.replaceChildren();
}

function add(list: HTMLOListElement, tone: string, more: string) {
  const item = document.createElement('li');
  item.append(Object.assign(document.createElement('b'), { textContent: tone }), ` ${more}`);
  list.append(item);
  while (list.children.length > 100) list.firstElementChild!.remove(); // a call may be long
}
