import { openPainter } from './drawing.js';
import { showLines, showScore } from './figures.js';
import type { Happening } from './physics.js';
import type { Side } from './side.js';

interface RoundOptions {
  /** The sides that are played on this page: one, or both. */
  readonly sides: readonly Side[];
  /** Where each of them is drawn. */
  readonly views: readonly HTMLCanvasElement[];
  /** Of the left and of the right player. */
  readonly names: readonly [string, string];
  readonly hasBear: boolean;
  readonly isPaused: () => boolean;
  readonly happened: (happening: Happening) => void;
}

/**
 * Plays with every picture of the screen, as often as sixty times a second or little more: each turn moves the game, tells the other
 * side, and draws. A page that is not shown gets no pictures, and the game stands. What comes back ends it.
 */
export function playRound({ sides, views, names, hasBear, isPaused, happened }: RoundOptions): () => void {
  const painters = sides.map((_, index) => openPainter(views[index]!));
  let lastMs = performance.now();
  let shownMs = 0;
  let next = requestAnimationFrame(turn);

  function turn() {
    next = requestAnimationFrame(turn);
    const nowMs = performance.now();
    const ms = nowMs - lastMs;
    if (ms < 12) return; // a screen with more pictures than needed: every second one will do
    lastMs = nowMs;
    for (const [index, side] of sides.entries()) {
      const happenings = side.advance(isPaused() ? 0 : Math.min(ms, 250));
      painters[index]!(side.world, { hasBear, words: isPaused() ? 'Paused' : '' });
      if (index === 0) happenings.forEach(happened);
    }
    showScore(sides, names);
    if (nowMs - shownMs < 250) return;
    shownMs = nowMs;
    showLines(sides);
  }
  return () => cancelAnimationFrame(next);
}
