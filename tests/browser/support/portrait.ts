import { readFile, writeFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';

const width = 640;
const height = 480;
/** Where the middle of the face is in the portrait, when it is drawn as high as the picture. */
const faceX = 200;

/**
 * Writes a `.y4m` file in which the portrait of `tests/media` stands, one picture for each place of the face's middle, given
 * as a part of the width. Chromium's fake camera plays it over and over. Needs no program besides Node.
 */
export async function portraitFile(path: string, places: readonly number[], fps = 5): Promise<string> {
  const portrait = decode(await readFile(new URL('../../media/face.png', import.meta.url)));
  const scale = height / portrait.size;
  const written = new Map<number, Buffer<ArrayBuffer>>();
  const pieces = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`)];
  for (const place of places) {
    let picture = written.get(place);
    if (!picture) {
      const left = Math.round(place * width - faceX);
      picture = draw((x, y) => portrait.at(Math.floor((x - left) / scale), Math.floor(y / scale)));
      written.set(place, picture);
    }
    pieces.push(Buffer.from('FRAME\n'), picture);
  }
  await writeFile(path, Buffer.concat(pieces));
  return path;
}

type Colour = readonly [red: number, green: number, blue: number];

/** Luma of every point, then the two chromas of every fourth (JFIF, the whole range). */
function draw(colourAt: (x: number, y: number) => Colour): Buffer<ArrayBuffer> {
  const points = width * height;
  const picture = Buffer.alloc((points * 3) / 2);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colourAt(x, y);
      picture[y * width + x] = 0.299 * red + 0.587 * green + 0.114 * blue;
      if (x % 2 || y % 2) continue;
      const at = points + (y / 2) * (width / 2) + x / 2;
      picture[at] = 128 - 0.169 * red - 0.331 * green + 0.5 * blue;
      picture[at + points / 4] = 128 + 0.5 * red - 0.419 * green - 0.081 * blue;
    }
  return picture;
}

/** The portrait's points; beside it, its edge goes on. It is a square of eight-bit RGB, not interlaced (PNG, section 9). */
function decode(png: Buffer) {
  const size = png.readUInt32BE(16);
  const compressed: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      compressed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const lines = inflateSync(Buffer.concat(compressed));
  const stride = 3 * size;
  const points = Buffer.alloc(stride * size);
  for (let y = 0; y < size; y++) {
    const filter = lines[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const left = x >= 3 ? points[y * stride + x - 3]! : 0;
      const above = y > 0 ? points[(y - 1) * stride + x]! : 0;
      const corner = x >= 3 && y > 0 ? points[(y - 1) * stride + x - 3]! : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      points[y * stride + x] = lines[y * (stride + 1) + 1 + x]! + guess;
    }
  }
  const clamp = (value: number) => Math.min(size - 1, Math.max(0, value));
  return {
    size,
    at(x: number, y: number): Colour {
      const place = clamp(y) * stride + 3 * clamp(x);
      return [points[place]!, points[place + 1]!, points[place + 2]!];
    },
  };
}

/** Whichever of the three is nearest to left + above − corner. */
function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
