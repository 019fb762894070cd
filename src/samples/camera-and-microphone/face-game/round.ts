import { drawWorld } from './drawing.js';
import { showWorld } from './figures.js';
import { countRate } from './steering.js';
import { advance, newWorld, scoreOf, type Happening } from './world.js';

/** What a round asks of the page. */
export interface Rules {
  /** Where the ship is wanted after these seconds, from 0 at the left to 1 at the right. */
  readonly steer: (seconds: number) => number;
  /** Words across the field. As long as there are any, the world stands still. */
  readonly words: () => string;
  /** Something has happened, with so many points and shields. */
  readonly tell: (happening: Happening, score: number, shields: number) => void;
}

const fieldContext = document.querySelector<HTMLCanvasElement>('#field')!.getContext('2d')!;
const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Plays until the shields are gone, with every picture of the screen. Gives back how to end it before. */
export function playRound({ steer, words, tell }: Rules): () => void {
  const world = newWorld();
  const perSecond = countRate(30);
  let lastMs = performance.now();
  let request = requestAnimationFrame(function frame(nowMs) {
    request = requestAnimationFrame(frame);
    // Whoever comes back to the page shall not find that minutes have passed.
    const seconds = Math.min(0.1, Math.max(0, nowMs - lastMs) / 1000);
    lastMs = nowMs;
    const target = steer(seconds);
    if (words() === '')
      for (const happening of advance(world, seconds, target, Math.random))
        tell(happening, scoreOf(world), world.shields);
    drawWorld(fieldContext, world, lessMotion.matches, world.shields === 0 ? 'Game over' : words());
    showWorld(world, perSecond(nowMs));
    if (world.shields === 0) cancelAnimationFrame(request);
  });
  return () => cancelAnimationFrame(request);
}
