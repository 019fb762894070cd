/** The field in units of its own: the same on every screen. */
export const field = { width: 160, height: 100, radius: 2, halfPaddle: 10, paddleX: [5, 155] } as const;
/** Units a second. A paddle outruns the ball only as long as the ball is slow. */
export const speeds = { first: 70, faster: 1.05, most: 170, paddle: 120 } as const;
const restMs = 1000; // the ball waits so long before it is served
const stepMs = 1000 / 60;

export type Pair = readonly [left: number, right: number];

export interface Ball {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
}

/** All of the game at one moment. The paddles are the heights of their middles. */
export interface World {
  readonly ball: Ball;
  readonly paddles: Pair;
  readonly score: Pair;
  /** How long the ball still waits in the middle. */
  readonly restMs: number;
}

export type Happening = 'wall' | 'paddle' | 'goal';

/** A new game: nobody has a point, and the ball waits to be served to the right. */
export function newWorld(): World {
  return { ball: serve([0, 0], 1), paddles: [field.height / 2, field.height / 2], score: [0, 0], restMs };
}

/**
 * The world so many milliseconds later, in steps so small that the ball jumps over nothing, and what happened. The same world
 * always becomes the same one: so a page that only knows where the ball was can reckon where it is.
 */
export function advance(world: World, ms: number): { readonly world: World; readonly happenings: Happening[] } {
  const happenings: Happening[] = [];
  for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) world = step(world, Math.min(leftMs, stepMs), happenings);
  return { world, happenings };
}

/** Where a paddle is that was at `from` and is wanted at `to`: it takes its time, and stays on the field. */
export function movePaddle(from: number, to: number, ms: number, speed: number = speeds.paddle): number {
  const most = (speed * ms) / 1000;
  const wanted = Math.min(field.height - field.halfPaddle, Math.max(field.halfPaddle, to));
  return from + Math.max(-most, Math.min(most, wanted - from));
}

function step(world: World, ms: number, happenings: Happening[]): World {
  if (world.restMs > 0) return { ...world, restMs: Math.max(0, world.restMs - ms) };
  const seconds = ms / 1000;
  let { y, vy } = world.ball;
  const { x: fromX, vx } = world.ball;
  const x = fromX + vx * seconds;
  y += vy * seconds;
  if (y < field.radius || y > field.height - field.radius) {
    y = y < field.radius ? 2 * field.radius - y : 2 * (field.height - field.radius) - y;
    vy = -vy;
    happenings.push('wall');
  }
  // Whoever is before the ball now may still reach it while it passes the paddle's line.
  const side = vx < 0 ? 0 : 1;
  const line = field.paddleX[side] + (side === 0 ? field.radius : -field.radius);
  const passes = side === 0 ? fromX >= line && x < line : fromX <= line && x > line;
  const offset = (y - world.paddles[side]) / (field.halfPaddle + field.radius);
  if (passes && Math.abs(offset) <= 1) {
    happenings.push('paddle');
    const speed = Math.min(speeds.most, Math.hypot(vx, vy) * speeds.faster);
    return { ...world, ball: { x: line, y, ...towards(side === 0 ? 1 : -1, offset * 0.9, speed) } };
  }
  if (x < -field.radius || x > field.width + field.radius) {
    happenings.push('goal');
    const score: Pair = side === 0 ? [world.score[0], world.score[1] + 1] : [world.score[0] + 1, world.score[1]];
    return { ...world, score, restMs, ball: serve(score, side === 0 ? -1 : 1) };
  }
  return { ...world, ball: { x, y, vx, vy } };
}

/** A ball in the middle, served to whoever missed the last one, at an angle that follows from the score. */
function serve([left, right]: Pair, direction: 1 | -1): Ball {
  const angle = (((left + right + 1) * 0.618) % 1) - 0.5;
  return { x: field.width / 2, y: field.height / 2, ...towards(direction, angle, speeds.first) };
}

const towards = (direction: 1 | -1, angle: number, speed: number) => ({
  vx: direction * speed * Math.cos(angle),
  vy: speed * Math.sin(angle),
});
