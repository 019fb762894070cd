import { encode } from 'uqr';
import { isHash } from './message.js';

/** The room and the file that the address names, and what can be done with them. */
export function readLink(): { room: string | null; file: string | undefined; sentence: string } {
  const parameters = new URLSearchParams(location.search);
  const room = parameters.get('room');
  const file = parameters.get('file');
  if (file === null) return { room, file: undefined, sentence: 'Press Share: the page then shows a link to the file.' };
  if (!isHash(file))
    return { room, file: undefined, sentence: 'The link is damaged: it names no file. Ask for it again.' };
  return { room, file, sentence: 'Press Download to get the file of this link.' };
}

/** Puts the room and the file into the address, shows the link and its QR code, and answers with the link. */
export function showLink(room: string, file: string) {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ room, file }).toString();
  history.replaceState(null, '', url);
  document.querySelector<HTMLInputElement>('#link')!.value = url.href;
  drawQr(url.href);
}

/** Four pixels for each module. A QR code is read as dark on light, so it keeps these colours in a dark page, too. */
function drawQr(text: string) {
  const canvas = document.querySelector<HTMLCanvasElement>('#qr')!;
  const { data, size } = encode(text, { border: 4 });
  canvas.width = canvas.height = 4 * size;
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  for (const [y, row] of data.entries())
    for (const [x, isDark] of row.entries()) if (isDark) context.fillRect(4 * x, 4 * y, 4, 4);
}

/** Puts the link on the clipboard, or marks it so that it can be copied by hand; says which. */
export async function copyLink(): Promise<string> {
  const field = document.querySelector<HTMLInputElement>('#link')!;
  try {
    await navigator.clipboard.writeText(field.value);
    return 'The link is on the clipboard. Keep this page open while others download.';
  } catch {
    field.select();
    return 'The browser refused the clipboard. The link is marked: copy it by hand.';
  }
}
