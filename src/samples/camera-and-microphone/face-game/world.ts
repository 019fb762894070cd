/** What falls towards the ship: a rock costs a shield, a star is worth points. Places and sizes are points of the field. */
export interface Thing {
  readonly kind: 'rock' | 'star';
  readonly x: number;
  y: number;
  readonly radius: number;
  /** Points a second. */
  readonly speed: number;
}

/** Everything that the game is at a moment. */
export interface World {
  /** Where the ship is, from left to right. */
  ship: number;
  things: Thing[];
  seconds: number;
  stars: number;
  shields: number;
  /** Until then, in seconds of the game, the ship cannot be hit again. */
  safeUntil: number;
  nextThingAt: number;
}

/** What a step of the game brought. */
export type Happening = 'star' | 'hit' | 'over';

export const field = { width: 640, height: 480, shipY: 430, shipRadius: 22 } as const;

export const newWorld = (): World => ({
  ship: field.width / 2,
  things: [],
  seconds: 0,
  stars: 0,
  shields: 3,
  safeUntil: 0,
  nextThingAt: 0.5,
});

/** Ten points for each second, fifty for each star. */
export const scoreOf = ({ seconds, stars }: World) => Math.floor(10 * seconds) + 50 * stars;

/**
 * Lets time pass. `target` is where the ship is wanted, from 0 at the left to 1 at the right; `random` gives numbers from 0
 * to 1. Nothing happens any more once the shields are gone.
 */
export function advance(world: World, seconds: number, target: number, random: () => number): Happening[] {
  if (world.shields === 0) return [];
  world.seconds += seconds;
  // The tracker gives a few places a second. In between, the ship goes a part of the way with each picture, so it glides.
  const margin = field.shipRadius;
  const wanted = margin + target * (field.width - 2 * margin);
  world.ship += (wanted - world.ship) * (1 - Math.exp(-9 * seconds));

  if (world.seconds >= world.nextThingAt) {
    world.things.push(newThing(world.seconds, random));
    world.nextThingAt += Math.max(0.3, 0.9 - world.seconds / 100);
  }
  for (const thing of world.things) thing.y += thing.speed * seconds;

  const happenings: Happening[] = [];
  world.things = world.things.filter((thing) => {
    const apart = Math.hypot(thing.x - world.ship, thing.y - field.shipY);
    const touches = apart < thing.radius + field.shipRadius;
    if (touches && thing.kind === 'star') {
      world.stars += 1;
      happenings.push('star');
      return false;
    }
    if (touches && world.seconds >= world.safeUntil) {
      world.shields -= 1;
      world.safeUntil = world.seconds + 1.5;
      happenings.push(world.shields === 0 ? 'over' : 'hit');
      return false;
    }
    return thing.y < field.height + thing.radius;
  });
  return happenings;
}

/** The longer it goes, the faster they fall; every third one is a star. */
function newThing(seconds: number, random: () => number): Thing {
  const kind = random() < 0.33 ? 'star' : 'rock';
  const radius = kind === 'star' ? 16 : 14 + 16 * random();
  const x = radius + random() * (field.width - 2 * radius);
  return { kind, x, y: -radius, radius, speed: 120 + 80 * random() + 2 * seconds };
}

/** The same in words, for those who do not see the field: what comes nearest, and on which side. */
export function ahead({ things, ship }: World): string {
  const coming = things.filter(({ y }) => y < field.shipY).toSorted((one, other) => other.y - one.y);
  const words = coming.slice(0, 2).map(({ kind, x, y, radius }) => {
    const side = x - ship;
    const clear = Math.abs(side) > radius + field.shipRadius;
    const where = !clear ? 'straight ahead' : side < 0 ? 'to the left' : 'to the right';
    return `a ${kind} ${where}${y > field.height / 2 ? ', near' : ''}`;
  });
  return words.join('; ') || 'nothing';
}
