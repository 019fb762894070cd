import type { Face } from './tracker.js';
import { ahead, field, scoreOf, type World } from './world.js';

const write = (id: string, text: string | number) => (document.querySelector(`#${id}`)!.textContent = String(text));

/** Says in words and numbers what can be seen of the game. */
export function showWorld(world: World, drawnPerSecond: number) {
  write('score', scoreOf(world));
  write('shields', world.shields);
  write('ahead', ahead(world));
  write('ship', `${Math.round((100 * world.ship) / field.width)} % from the left`);
  write('drawn', `${drawnPerSecond.toFixed(0)} times a second`);
}

/** Says what the tracker has found, how long it took, and how often it looks. */
export function showFace(face: Face | undefined, ms: number, perSecond: number, name: string) {
  write('face', face ? `${Math.round(100 * face.x)} % from the left` : 'not found');
  write('tracker', `${name}: ${Math.round(ms)} ms, ${perSecond.toFixed(1)} times a second`);
}

/** Without a tracker there is nothing to say of it. */
export function forgetFace() {
  write('face', '–');
  write('tracker', '–');
}

const key = 'peerlab-face-game-best';

/** Keeps the score if it is the best so far, shows the best, and says whether it is a new one. */
export function keepBest(score: number): boolean {
  const best = bestSoFar();
  try {
    if (score > best) localStorage.setItem(key, String(score));
  } catch {
    // A page from a file may have no storage: then the score lives as long as the page.
  }
  write('best', Math.max(score, best));
  return score > best;
}

function bestSoFar(): number {
  const shown = Number(document.querySelector('#best')!.textContent);
  try {
    return Math.max(shown, Number(localStorage.getItem(key)) || 0);
  } catch {
    return shown;
  }
}
