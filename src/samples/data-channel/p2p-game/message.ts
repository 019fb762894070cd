import { field, speeds, type Pair, type World } from './physics.js';
import { fieldsOf, readFields } from './reading.js';

/** What stands in every move: enough to find what was lost, and how long the way takes. Times are of the clock of whoever says them. */
export interface Stamp {
  /** Counts the moves of one side, from 1. */
  readonly n: number;
  readonly atMs: number;
  /** `atMs` of the last move that came from the other, and how long ago that was; 0 and 0 before the first. */
  readonly heardMs: number;
  readonly heldMs: number;
}

/** What goes over the channel that may lose messages, sixty times a second: the whole of it each time, so that none is missed. */
export type Move = Stamp &
  (
    | { readonly kind: 'paddle'; readonly y: number } // from the guest
    | { readonly kind: 'world'; readonly world: World } // from the host
  );

/** What goes over the channel that loses nothing. */
export interface Pause {
  readonly kind: 'pause';
  readonly isPaused: boolean;
}

/** Reads a move. Somebody else wrote it, so every member is looked at, and one that is not as it should be is no move. */
export function readMove(data: unknown): Move | undefined {
  if (typeof data !== 'string' || data.length > 600) return undefined;
  const { kind, n, atMs, heardMs, heldMs, y, world } = readFields(data);
  if (!isWhole(n, 1, 1e9) || ![atMs, heardMs, heldMs].every((one) => isBetween(one, 0, 1e12))) return undefined;
  const stamp = { n, atMs, heardMs, heldMs } as Stamp;
  if (kind === 'paddle') return isOnField(y) ? { ...stamp, kind, y } : undefined;
  const read = kind === 'world' ? readWorld(world) : undefined;
  return read && { ...stamp, kind: 'world', world: read };
}

/** Reads a word about the game. */
export function readPause(data: unknown): Pause | undefined {
  const { kind, isPaused } = readFields(data);
  return kind === 'pause' && typeof isPaused === 'boolean' ? { kind, isPaused } : undefined;
}

function readWorld(value: unknown): World | undefined {
  const { ball, paddles, score, restMs } = fieldsOf(value);
  const { x, y, vx, vy } = fieldsOf(ball);
  const slack = 5; // the ball leaves the field a little before it is a goal
  const isBall =
    isBetween(x, -slack, field.width + slack) && isOnField(y) && isSpeed(vx) && Math.abs(vx) > 1 && isSpeed(vy);
  if (!isBall || !isPair(paddles, isOnField) || !isPair(score, isCount) || !isBetween(restMs, 0, 1000))
    return undefined;
  return { ball: { x, y, vx, vy }, paddles, score, restMs };
}

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;
const isWhole = (value: unknown, least: number, most: number): value is number =>
  isBetween(value, least, most) && Number.isInteger(value);
const isOnField = (value: unknown): value is number => isBetween(value, 0, field.height);
const isSpeed = (value: unknown): value is number => isBetween(value, -speeds.most, speeds.most);
const isCount = (value: unknown): value is number => isWhole(value, 0, 9999);
const isPair = (value: unknown, isOne: (one: unknown) => boolean): value is Pair =>
  Array.isArray(value) && value.length === 2 && value.every(isOne);
