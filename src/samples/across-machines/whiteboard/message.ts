import { board, mostPointsOfStroke, type Drawing, type Stroke } from './board.js';
import { fieldsOf, readFields, readLine } from './reading.js';

/** What two people in a room tell each other over their channel, as JSON. */
export type Message =
  /** The first thing that is said. The author is a number of the page's own making, the same as long as the page is open. */
  | { readonly kind: 'person'; readonly author: string; readonly name: string }
  | { readonly kind: 'drawing'; readonly drawing: Drawing }
  /** The stroke with this number goes on. */
  | { readonly kind: 'points'; readonly n: number; readonly points: number[] }
  | { readonly kind: 'undo'; readonly n: number }
  /** Asks everybody to take away what they have drawn. */
  | { readonly kind: 'clear' }
  | { readonly kind: 'cursor'; readonly at: readonly [x: number, y: number] | null };

/** Reads a message. Somebody else wrote it, so every member is looked at, and one that is not as it should be is no message. */
export function readMessage(data: unknown): Message | undefined {
  const { kind, author, name, n, points, at, drawing } = readFields(data);
  switch (kind) {
    case 'person': {
      const line = readLine(name, 30);
      return isAuthor(author) && line !== undefined ? { kind, author, name: line } : undefined;
    }
    case 'drawing': {
      const read = readDrawing(drawing);
      return read && { kind, drawing: read };
    }
    case 'points':
      return isWhole(n, 1) && isPoints(points) ? { kind, n, points } : undefined;
    case 'undo':
      return isWhole(n, 1) ? { kind, n } : undefined;
    case 'clear':
      return { kind };
    case 'cursor':
      if (at === null) return { kind, at };
      return isPlace(at) ? { kind, at } : undefined;
    default:
      return undefined;
  }
}

function readDrawing(value: unknown): Drawing | undefined {
  const { author, clearedTo, strokes } = fieldsOf(value);
  if (!isAuthor(author) || !isWhole(clearedTo, 0) || !Array.isArray(strokes)) return undefined;
  const read = strokes.map(readStroke).filter((stroke) => stroke !== undefined);
  return read.length === strokes.length ? { author, clearedTo, strokes: read } : undefined;
}

function readStroke(value: unknown): Stroke | undefined {
  const { n, turn, colour, size, points } = fieldsOf(value);
  const isSound = isWhole(n, 1) && isWhole(turn, 0) && isWhole(size, 1, 1000) && isPoints(points);
  return isSound && isColour(colour) ? { n, turn, colour, size, points } : undefined;
}

const isWhole = (value: unknown, least: number, most = 1e9): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const isPlace = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && isWhole(value[0], 0, board.width) && isWhole(value[1], 0, board.height);
const isColour = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value);
const isAuthor = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);

/** Triples: right, down, pressure in percent. */
function isPoints(value: unknown): value is number[] {
  const most = [board.width, board.height, 100];
  if (!Array.isArray(value) || value.length === 0 || value.length > 3 * mostPointsOfStroke) return false;
  return value.length % 3 === 0 && value.every((one, index) => isWhole(one, 0, most[index % 3]));
}
