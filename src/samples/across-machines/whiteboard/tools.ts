import { clear, type Place } from './obey.js';
import type { Message } from './message.js';
import { toPng } from './paint.js';
import { openKeyPen, openPen } from './pen.js';

/** The pen, and the buttons that belong to the board. Without a room there is nobody to draw for, and nothing is drawn. */
export function openTools(
  canvas: HTMLCanvasElement,
  place: Place,
  { isInRoom, tell }: { isInRoom: () => boolean; tell: (message: Message) => void },
) {
  const { board, hand, painter, cursors } = place;
  const colour = document.querySelector<HTMLInputElement>('#colour')!;
  const size = document.querySelector<HTMLSelectElement>('#size')!;
  const undoButton = document.querySelector<HTMLButtonElement>('#undo')!;
  const clearButton = document.querySelector<HTMLButtonElement>('#clear')!;
  const saveButton = document.querySelector<HTMLButtonElement>('#save')!;

  const pen = {
    down: (points: number[]) => {
      if (isInRoom()) painter.grown(hand.begin(colour.value, Number(size.value), points), 0);
      update();
    },
    drawn: (points: number[]) => {
      const stroke = isInRoom() ? hand.goOn(points) : undefined;
      if (stroke) painter.grown(stroke, stroke.points.length - points.length);
    },
    hovers: (at: [x: number, y: number] | null) => tell({ kind: 'cursor', at }),
  };
  openPen(canvas, pen);
  // Where the keys have led the pen is shown on this page too: there is no mouse to be seen.
  openKeyPen(canvas, {
    down: pen.down,
    drawn(points) {
      pen.drawn(points);
      cursors.move(0, 'you', [points[0]!, points[1]!]);
    },
    hovers(at) {
      pen.hovers(at);
      cursors.move(0, 'you', at);
    },
  });

  undoButton.addEventListener('click', () => {
    hand.undo();
    painter.renew();
    update();
  });
  clearButton.addEventListener('click', () => {
    clear(place);
    tell({ kind: 'clear' });
    update();
  });
  saveButton.addEventListener('click', () => void save());

  async function save() {
    const png = await toPng(board);
    if (!png) return;
    const href = URL.createObjectURL(png);
    Object.assign(document.createElement('a'), { href, download: 'whiteboard.png' }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000); // the browser may take a moment to begin
  }

  function update() {
    undoButton.disabled = !isInRoom() || !hand.hasDrawn();
    clearButton.disabled = !isInRoom() || board.isEmpty();
    saveButton.disabled = board.isEmpty();
  }
  return { update };
}
