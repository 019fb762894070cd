import { mostPointsOfStroke, type Board, type Stroke } from './board.js';
import type { Message } from './message.js';

/** What this page draws itself: each step is done on its own board, and told to all the others. */
export function openHand(board: Board, me: string, tell: (message: Message) => void) {
  let current: Stroke | undefined;
  let count = 0;

  function begin(colour: string, size: number, points: readonly number[]): Stroke {
    // A board that grows for ever would be too much for somebody at some time: the oldest strokes go.
    while (board.isFull(me)) clearTo(board.drawing(me).strokes[0]!.n);
    current = { n: ++count, turn: board.nextTurn(), colour, size, points: [...points] };
    const drawing = { author: me, clearedTo: 0, strokes: [current] };
    board.add(drawing);
    tell({ kind: 'drawing', drawing });
    return current;
  }

  /** Draws on, and answers which stroke grew: another one if the last is long enough, or was cleared away meanwhile. */
  function goOn(points: readonly number[]): Stroke | undefined {
    if (!current) return undefined;
    const isThere = board.strokeOf(me, current.n) === current;
    if (!isThere || current.points.length + points.length > 3 * mostPointsOfStroke)
      return begin(current.colour, current.size, [...current.points.slice(-3), ...points]);
    board.extend(me, current.n, points);
    tell({ kind: 'points', n: current.n, points: [...points] });
    return current;
  }

  /** Takes the strokes up to this one away, here and everywhere. */
  function clearTo(n: number) {
    const drawing = { author: me, clearedTo: Math.min(n, count), strokes: [] };
    board.add(drawing);
    tell({ kind: 'drawing', drawing });
  }

  return {
    begin,
    goOn,
    clearTo,
    clear: () => clearTo(count),
    undo() {
      const last = board.drawing(me).strokes.at(-1);
      if (!last) return;
      board.remove(me, last.n);
      tell({ kind: 'undo', n: last.n });
    },
    hasDrawn: () => board.drawing(me).strokes.length > 0,
  };
}
