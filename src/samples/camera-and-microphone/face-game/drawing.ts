import { field, type Thing, type World } from './world.js';

const colours = { ship: '#5fd0c5', rock: '#8a94a0', star: '#ffd43b', sky: '#0d1220', far: '#5c6784' };
// Far stars, to see how fast one flies: places that look like chance and are the same each time.
const farStars = Array.from({ length: 50 }, (_, at) => ({ x: (at * 397) % field.width, y: (at * 211) % field.height }));

/** Draws the game. `still` keeps the sky from moving, for people who are made dizzy by it; `words` are written across. */
export function drawWorld(context: CanvasRenderingContext2D, world: World, still: boolean, words: string) {
  const { width, height, shipY, shipRadius } = field;
  context.fillStyle = colours.sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = colours.far;
  for (const { x, y } of farStars) context.fillRect(x, still ? y : (y + world.seconds * 60) % height, 2, 2);
  for (const thing of world.things) drawThing(context, thing);

  // After a hit the ship is a ghost for a moment.
  context.globalAlpha = world.seconds < world.safeUntil && world.shields > 0 ? 0.5 : 1;
  context.fillStyle = colours.ship;
  polygon(context, [
    [world.ship, shipY - shipRadius],
    [world.ship + shipRadius, shipY + shipRadius],
    [world.ship, shipY + shipRadius * 0.5],
    [world.ship - shipRadius, shipY + shipRadius],
  ]);
  context.globalAlpha = 1;

  if (!words) return;
  context.fillStyle = '#ffffff';
  context.font = 'bold 36px sans-serif';
  context.textAlign = 'center';
  context.fillText(words, width / 2, height / 2);
}

function drawThing(context: CanvasRenderingContext2D, { kind, x, y, radius }: Thing) {
  context.fillStyle = colours[kind];
  // A star has ten corners, far and near by turns; a rock has nine that its size makes uneven.
  const corners = kind === 'star' ? 10 : 9;
  const reach = (at: number) => (kind === 'star' ? (at % 2 ? 0.45 : 1) : 0.85 + 0.15 * Math.sin(at * 5 + radius));
  polygon(
    context,
    Array.from({ length: corners }, (_, at) => {
      const angle = (2 * Math.PI * at) / corners - Math.PI / 2;
      return [x + radius * reach(at) * Math.cos(angle), y + radius * reach(at) * Math.sin(angle)] as const;
    }),
  );
}

function polygon(context: CanvasRenderingContext2D, corners: readonly (readonly [x: number, y: number])[]) {
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.fill();
}
