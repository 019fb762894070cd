import { openRoomLink } from './link.js';

/**
 * Shows what belongs to the way of playing that is chosen, and nothing else. Answers with a function that gives the name of the
 * room; an empty one if there is nothing to make a name of.
 */
export function offerChoices(opponent: HTMLSelectElement, roomField: HTMLInputElement): () => string {
  const element = (selector: string) => document.querySelector<HTMLElement>(selector)!;
  let choose: (() => string) | undefined;
  const show = () => {
    const { value } = opponent;
    element('#level').parentElement!.hidden = value !== 'bear';
    element('#lag').parentElement!.hidden = element('#lines').hidden = value === 'bear';
    roomField.parentElement!.hidden = element('#invitation').hidden = value !== 'friend';
    element('#second-view').parentElement!.hidden = value !== 'page';
    if (value === 'friend') choose ??= openRoomLink(roomField); // from here on the address leads to the room
  };

  // A page from a file has no peer server, and whoever comes by a link has a friend already.
  const isFile = location.protocol === 'file:';
  opponent.querySelector<HTMLOptionElement>('[value="friend"]')!.disabled = isFile;
  if (!isFile && new URLSearchParams(location.search).has('room')) opponent.value = 'friend';
  opponent.addEventListener('change', show);
  show();
  return () => choose?.() ?? '';
}
