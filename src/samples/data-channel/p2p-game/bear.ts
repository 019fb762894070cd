import { advance, field, movePaddle, speeds, type World } from './physics.js';

/** How quick a bear is: how often it looks up, how far it misjudges where the ball will come, and how fast it moves. */
const levels = [
  { looksEveryMs: 420, mistake: 22, speed: 0.5 * speeds.paddle },
  { looksEveryMs: 260, mistake: 14, speed: 0.75 * speeds.paddle },
  { looksEveryMs: 120, mistake: 9, speed: speeds.paddle },
] as const;

/** A bear of level 0, 1 or 2 on the right side: gives the height of its paddle after so many milliseconds. Chance is a number from 0 to 1. */
export function wakeBear(level: number, chance: () => number = Math.random): (world: World, ms: number) => number {
  const { looksEveryMs, mistake, speed } = levels[level] ?? levels[0];
  let target = field.height / 2;
  let restMs = 0;
  return (world, ms) => {
    restMs -= ms;
    if (restMs <= 0) {
      restMs = looksEveryMs;
      target = comesAt(world) + (2 * chance() - 1) * mistake;
    }
    return movePaddle(world.paddles[1], target, ms, speed);
  };
}

/** Where the ball will cross the bear's line, as the bear reckons: it can see to the next wall, and no further than a second. */
function comesAt(world: World): number {
  if (world.ball.vx < 0) return field.height / 2; // it goes away: back to the middle
  const untilMs = Math.min(1000, ((field.paddleX[1] - world.ball.x) / world.ball.vx) * 1000 - 50);
  return advance(world, Math.max(0, untilMs)).world.ball.y;
}
