import { board as units } from './board.js';

/** The cursors of the others, each with a name, above the board. Seat 0 is this page's own, which has a cursor here only while it draws by keys. */
export function openCursors() {
  const layer = document.querySelector<HTMLElement>('#cursors')!;
  const shown = new Map<number, HTMLElement>();
  return {
    move(seat: number, name: string, at: readonly [x: number, y: number] | null) {
      let cursor = shown.get(seat);
      if (!at) {
        cursor?.remove();
        shown.delete(seat);
        return;
      }
      if (!cursor) shown.set(seat, (cursor = layer.appendChild(document.createElement('span'))));
      cursor.textContent = name;
      cursor.style.left = `${(100 * at[0]) / units.width}%`;
      cursor.style.top = `${(100 * at[1]) / units.height}%`;
    },
  };
}
