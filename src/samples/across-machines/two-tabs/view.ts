import type { Lobby } from './lobby.js';

/** Lists who was found in the room, and what each is doing. */
export function showPeers(lobby: Lobby | undefined) {
  const list = document.querySelector<HTMLUListElement>('#peers')!;
  const lines = [...(lobby?.peers.values() ?? [])].map(({ from, media, data, partner }) => {
    const brings = [media ? 'sends picture and sound' : '', data ? 'exchanges text' : ''].filter(Boolean).join(', ');
    const state =
      partner === null ? 'waits' : partner === lobby?.me ? 'in a call with this tab' : 'in a call with another';
    // The first letters of an id are enough to tell a few tabs apart.
    return `Tab ${from.slice(0, 4)}: ${state}; ${brings || 'only watches'}`;
  });
  const items = lines.map((textContent) => Object.assign(document.createElement('li'), { textContent }));
  list.replaceChildren(...items);
}

/** What a tab without a partner waits for. */
export function waiting(lobby: Lobby | undefined) {
  if (!lobby) return '';
  if (lobby.peers.size === 0) return 'Alone in the room: open this page in a second tab and press Join there.';
  if ([...lobby.peers.values()].some(({ partner }) => partner === null)) return 'Found a tab …';
  return 'The other tabs are in a call: this one waits until one of them leaves.';
}

/** The field, the button and the lines of text that two tabs exchange. */
export function openChat() {
  const log = document.querySelector<HTMLElement>('#log')!;
  const form = document.querySelector<HTMLFormElement>('#say')!;
  const field = document.querySelector<HTMLInputElement>('#text')!;
  const sendButton = document.querySelector<HTMLButtonElement>('#send')!;
  let channel: RTCDataChannel | undefined;

  const add = (who: string, text: string) => {
    // textContent, because somebody else has written it.
    log.append(Object.assign(document.createElement('p'), { textContent: `${who}: ${text}` }));
    log.scrollTop = log.scrollHeight;
  };
  const update = () => {
    sendButton.disabled = channel?.readyState !== 'open';
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (channel?.readyState !== 'open' || field.value === '') return;
    channel.send(field.value);
    add('this tab', field.value);
    field.value = '';
  });
  update();

  return {
    /** Talks over this channel from now on, or over none. */
    use(next: RTCDataChannel | undefined) {
      channel = next;
      next?.addEventListener('open', update);
      next?.addEventListener('close', update);
      next?.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') add('the other tab', data.slice(0, 2000));
      });
      update();
    },
  };
}
