import { showCosts } from './costs.js';
import type { openMeter } from './meter.js';
import { followSpeaker } from './speaker.js';
import type { Tile } from './tiles.js';

interface Watched {
  readonly meter: ReturnType<typeof openMeter>;
  readonly tile: Tile;
}

/** Asks each connection twice a second what it sends and how loud its ends are, until the answer of this function is called. */
export function watch(people: ReadonlyMap<number, Watched>, own: { readonly seat: number; readonly tile: Tile }) {
  const speakerOf = followSpeaker();
  let isOver = false;

  async function look() {
    const seats = [...people.keys()];
    const readings = await Promise.all([...people.values()].map(({ meter }) => meter()));
    if (isOver) return; // meanwhile
    showCosts(readings.map(({ sentKbps }) => sentKbps));
    const levels = new Map(seats.map((seat, index) => [seat, readings[index]!.theirLevel]));
    const speaker = speakerOf(levels.set(own.seat, readings[0]?.ownLevel ?? 0));
    own.tile.mark(speaker === own.seat);
    for (const [seat, { tile }] of people) tile.mark(speaker === seat);
  }

  const clock = setInterval(() => void look(), 500);
  return () => {
    isOver = true;
    clearInterval(clock);
    showCosts([]);
  };
}
