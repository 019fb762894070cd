import { encode } from 'uqr';

// #region same:room-link
/** The name of a room as an address and an id at the peer server can hold it. Whatever is typed alike is the same room. */
function roomName(typed: string): string {
  const plain = typed.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40)
    .replace(/-$/, '');
}

/** A name that nobody else has thought of: whoever knows the name of a room can come in. */
export function randomRoomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join('');
}

/**
 * Fills the field with the room that a link leads to (`?room=`), or with a room of one's own, and shows the link to it: as an
 * address, as a QR code for a phone, and on a button that hands it on. Answers with a function that reads the field, shows
 * the link to what stands there now, and gives the room's name; an empty one if there is nothing to make a name of.
 */
export function openRoomLink(field: HTMLInputElement): () => string {
  const link = document.querySelector<HTMLAnchorElement>('#link')!;
  const button = document.querySelector<HTMLButtonElement>('#share')!;
  const note = document.querySelector<HTMLParagraphElement>('#link-note')!;
  const code = document.querySelector<HTMLCanvasElement>('#code')!;
  const canShare = 'share' in navigator;

  async function handOn() {
    try {
      if (canShare) return await navigator.share({ url: link.href });
      await navigator.clipboard.writeText(link.href);
      note.textContent = 'The link is copied: paste it into a message.';
    } catch (error) {
      // Whoever closes the window for sharing has changed their mind, and nothing is wrong.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      note.textContent = 'The browser did not let this page hand the link on. Copy it from above.';
    }
  }
  button.textContent = canShare ? 'Share link' : 'Copy link';
  button.addEventListener('click', () => void handOn());
  if (location.hostname === 'localhost')
    note.textContent =
      'This link works on this machine alone. Start Peerlab with “npm start -- --lan” to invite others.';

  const choose = () => {
    const name = roomName(field.value);
    if (name === '') return '';
    field.value = name;
    const address = new URL(location.href);
    address.searchParams.set('room', name);
    history.replaceState(null, '', address); // a reload leads back to the same room
    link.href = link.textContent = address.href;
    draw(code, encode(address.href, { border: 4 }).data);
    return name;
  };
  field.value = roomName(new URLSearchParams(location.search).get('room') ?? '') || randomRoomName();
  field.addEventListener('change', choose);
  choose();
  return choose;
}

/** Draws a QR code dark on light, in a dark scheme too: many readers know it no other way. */
function draw(canvas: HTMLCanvasElement, modules: readonly boolean[][]) {
  const size = 5; // pixels a module
  canvas.width = canvas.height = modules.length * size;
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries()) if (isDark) context.fillRect(x * size, y * size, size, size);
}
// #endregion
