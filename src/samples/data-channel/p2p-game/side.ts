import { openLine, type Line, type LineEvents } from './line.js';
import { advance, field, movePaddle, newWorld, speeds, type Happening, type World } from './physics.js';
import { predict } from './prediction.js';

/** A player's own hand: where their paddle is after so many milliseconds. */
export type Hand = (paddle: number, ms: number) => number;

/** One side of the game, as it sees it. */
export interface Side {
  readonly name: 'left' | 'right';
  readonly line: Line | undefined;
  /** Lets the time go on, or stand still with 0, and answers what happened. Tells the other side. */
  advance(ms: number): readonly Happening[];
  readonly world: World;
}

/** Whoever plays on the right, for the host: a bear, or somebody far away. */
export type Opponent = (world: World, ms: number) => number;

// #region host
/** The side on the left. The ball and the score are here and nowhere else: so there is one truth, and both see the same. */
export function openHost(hand: Hand, opponent: Opponent, line?: Line): Side {
  let world = newWorld();
  return {
    name: 'left',
    line,
    advance(ms) {
      const left = hand(world.paddles[0], ms);
      const right = opponent(world, ms);
      const next = advance({ ...world, paddles: [left, right] }, ms);
      world = next.world;
      line?.send({ kind: 'world', world });
      return next.happenings;
    },
    get world() {
      return world;
    },
  };
}

/** The same, against somebody at the other end of a channel: their paddle glides to where it was heard of last. */
export function openHostOver(channel: RTCDataChannel, hand: Hand, events: Omit<LineEvents, 'move'>): Side {
  let heardY: number = field.height / 2;
  const line = openLine(channel, {
    ...events,
    move: (move) => {
      if (move.kind === 'paddle') heardY = move.y;
      return move.kind === 'paddle';
    },
  });
  // It may catch up, but not jump: whoever says to be everywhere at once is not believed.
  return openHost(hand, (world, ms) => movePaddle(world.paddles[1], heardY, ms, 1.5 * speeds.paddle), line);
}
// #endregion

// #region guest
/** The side on the right. It moves its own paddle at once, and reckons all the rest ahead of the last news. */
export function openGuestOver(channel: RTCDataChannel, hand: Hand, events: Omit<LineEvents, 'move'>): Side {
  const prediction = predict();
  let world = newWorld();
  let isStill = false;
  const aheadMs = () => (isStill ? undefined : (line.roundTripMs ?? 0));
  const line = openLine(channel, {
    ...events,
    move: (move) => {
      if (move.kind === 'world') prediction.take(move.world, performance.now(), aheadMs());
      return move.kind === 'world';
    },
  });
  return {
    name: 'right',
    line,
    advance(ms) {
      isStill = ms === 0;
      const before = world;
      const own = hand(before.paddles[1], ms);
      line.send({ kind: 'paddle', y: own });
      const reckoned = prediction.at(performance.now(), aheadMs(), own) ?? before;
      const far = movePaddle(before.paddles[0], reckoned.paddles[0], ms, 1.5 * speeds.paddle);
      world = { ...reckoned, paddles: [far, own] };
      return happeningsBetween(before, world);
    },
    get world() {
      return world;
    },
  };
}
// #endregion

/** What must have happened between two looks at a world. */
function happeningsBetween(before: World, after: World): Happening[] {
  if (before.score[0] !== after.score[0] || before.score[1] !== after.score[1]) return ['goal'];
  if (before.ball.vx * after.ball.vx < 0) return ['paddle'];
  return before.ball.vy * after.ball.vy < 0 ? ['wall'] : [];
}
