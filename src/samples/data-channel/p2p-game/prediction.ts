import { advance, field, type World } from './physics.js';

const settleMs = 80; // an error that turns out is taken back over about this time, and not in one jump
const jump = 30; // units: a ball that was so far off has been served anew, and may jump

/**
 * Reckons the world ahead of the last news of it, for the player on the right. The guest's page shows the ball where it will be
 * when the guest's own moves reach the host: then a ball that is hit here is hit there too.
 */
export function predict() {
  let news: { readonly world: World; readonly atMs: number } | undefined;
  let own = field.height / 2; // the guest's paddle as it is here: the host will know of it by then
  let [offX, offY, offAtMs] = [0, 0, 0];

  function reckon(nowMs: number, aheadMs: number | undefined): World | undefined {
    if (!news) return undefined;
    const { world, atMs } = news;
    const ms = aheadMs === undefined ? 0 : Math.min(500, nowMs - atMs + aheadMs);
    return aheadOf({ ...world, paddles: [world.paddles[0], own] }, ms);
  }
  function shownAt(nowMs: number, aheadMs: number | undefined): World | undefined {
    const world = reckon(nowMs, aheadMs);
    if (!world) return undefined;
    const left = Math.exp((offAtMs - nowMs) / settleMs);
    const { x, y } = world.ball;
    return { ...world, ball: { ...world.ball, x: x + offX * left, y: y + offY * left } };
  }
  return {
    /** What to show now, so far ahead of the news; not ahead at all, with undefined, while the game stands. Undefined before the first news. */
    at(nowMs: number, aheadMs: number | undefined, ownPaddle: number): World | undefined {
      own = ownPaddle;
      return shownAt(nowMs, aheadMs);
    },
    /** News of the world as it was when it was sent. What was shown until now stays where it is, and settles from there. */
    take(world: World, nowMs: number, aheadMs: number | undefined) {
      const shown = shownAt(nowMs, aheadMs)?.ball;
      news = { world, atMs: nowMs };
      const { x, y } = reckon(nowMs, aheadMs)!.ball;
      [offX, offY, offAtMs] = [(shown?.x ?? x) - x, (shown?.y ?? y) - y, nowMs];
      if (Math.hypot(offX, offY) > jump) offX = offY = 0;
    },
  };
}

/** The world later, if nobody moves. Only the host knows whether a ball goes in: until it says so, the ball waits at the line. */
function aheadOf(world: World, ms: number): World {
  const later = advance(world, ms);
  if (!later.happenings.includes('goal')) return later.world;
  const side = later.world.score[1] > world.score[1] ? -field.radius : field.width + field.radius;
  return { ...world, ball: { ...world.ball, x: side } };
}
