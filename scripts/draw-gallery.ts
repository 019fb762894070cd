import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './support/run.ts';

// Draws the pictures of the sample peer-cdn into public/peer-cdn/, and prints the list of them for its assets.ts. What they
// show is nobody's: each is a formula.

const width = 360;
const height = 240;

type Colour = readonly [red: number, green: number, blue: number];

/** The colours between two, and a little beyond. */
const mix = (from: Colour, to: Colour, share: number): Colour =>
  [0, 1, 2].map((one) => from[one]! + (to[one]! - from[one]!) * share) as unknown as Colour;

/** A number from 0 to 1 that looks like chance and is the same each time. */
const noise = (x: number, y: number) => {
  const value = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
  return value - Math.floor(value);
};

/** How soon a point leaves the circle of radius 2 under z² + c, from 0 to 1; 1 for those that stay. */
function escape(x: number, y: number, cx: number, cy: number): number {
  for (let step = 0; step < 96; step++) {
    [x, y] = [x * x - y * y + cx, 2 * x * y + cy];
    if (x * x + y * y > 4) return step / 96;
  }
  return 1;
}

/** The distance to the nearest of 40 scattered points, and the number of that point. */
function nearest(x: number, y: number): [number, number] {
  let best: [number, number] = [Infinity, 0];
  for (let point = 0; point < 40; point++) {
    const distance = Math.hypot(x - 3 * noise(point, 1) + 1.5, y - 2 * noise(point, 2) + 1);
    if (distance < best[0]) best = [distance, point];
  }
  return best;
}

/** Every picture by its name: the colour at a place, where x goes from -1.5 to 1.5 and y from -1 to 1. */
const pictures: Readonly<Record<string, (x: number, y: number) => Colour>> = {
  dunes: (x, y) => mix([94, 45, 30], [250, 205, 130], 0.5 + 0.5 * Math.sin(9 * y + 2 * Math.sin(2.5 * x + 4 * y))),
  coral: (x, y) => mix([10, 30, 60], [255, 120, 90], escape(1.05 * x, 1.05 * y, -0.8, 0.156) ** 0.6),
  lagoon: (x, y) => mix([0, 60, 90], [150, 240, 220], 0.5 + 0.25 * (Math.sin(8 * x) + Math.cos(9 * y + 3 * x * y))),
  cells: (x, y) =>
    mix([40, 20, 70], mix([240, 190, 90], [90, 160, 200], noise(nearest(x, y)[1], 7)), 1 - 2.2 * nearest(x, y)[0]),
  ripples: (x, y) =>
    mix(
      [20, 24, 40],
      [190, 200, 255],
      0.5 + 0.5 * Math.sin(40 * Math.hypot(x + 0.4, y) + 25 * Math.hypot(x - 0.7, y - 0.2)),
    ),
  fern: (x, y) =>
    mix([8, 40, 20], [200, 240, 120], escape(0.3 * x - 0.74, 0.3 * y + 0.12, 0.3 * x - 0.74, 0.3 * y + 0.12) ** 0.5),
  dusk: (x, y) =>
    Math.hypot(x - 0.3, y + 0.1) < 0.32 ? [255, 214, 150] : mix([60, 30, 90], [255, 140, 90], 0.5 + 0.5 * y),
  weave: (x, y) =>
    mix(
      [120, 30, 60],
      [240, 220, 200],
      0.5 + 0.5 * Math.sign(Math.sin(24 * x + 4 * Math.sin(5 * y)) * Math.sin(24 * y)),
    ),
};

/** Portable Network Graphics (third edition), section 5: a signature, then chunks of length, type, data and checksum. */
function png(colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width)); // the first byte of a row names its filter: 0 is none
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const colour = colourAt((3 * column) / width - 1.5, (2 * row) / height - 1);
      // Grain, as of a film: it hides the steps between colours.
      const grain = 10 * noise(column, row);
      const place = row * (1 + 3 * width) + 1 + 3 * column;
      for (const [offset, value] of colour.entries()) rows[place + offset] = Math.max(0, Math.min(255, value + grain));
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits for each of red, green and blue
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

const folder = join(root, 'public', 'peer-cdn');
mkdirSync(folder, { recursive: true });
for (const [name, colourAt] of Object.entries(pictures)) {
  const bytes = png(colourAt);
  writeFileSync(join(folder, `${name}.png`), bytes);
  console.log(
    `  { name: '${name}', size: ${bytes.length}, hash: '${createHash('sha256').update(bytes).digest('hex')}' },`,
  );
}
