import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const width = 640;
const height = 480;
/** Where the middle of the face is in the portrait, when it is drawn as high as the picture. */
const faceX = 200;

/**
 * Writes a `.y4m` file in which the portrait of `tests/media` stands, one picture for each place of the face's middle, given
 * as a part of the width. Chromium's fake camera plays it over and over. Any page will do to read the portrait with.
 */
export async function portraitFile(page: Page, path: string, places: readonly number[], fps = 5): Promise<string> {
  const portrait = await pointsOf(page, await readFile(new URL('../../media/face.png', import.meta.url)));
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

/** The portrait's points, which the browser can read from the file; beside it, its edge goes on. */
async function pointsOf(page: Page, png: Buffer) {
  const { size, points } = await page.evaluate(
    async (address) => {
      const image = Object.assign(new Image(), { src: address });
      await image.decode();
      const { naturalWidth: size } = image; // it is a square
      const context = new OffscreenCanvas(size, size).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return { size, points: [...context.getImageData(0, 0, size, size).data] }; // red, green, blue, opacity
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  const clamp = (value: number) => Math.min(size - 1, Math.max(0, value));
  return {
    size,
    at(x: number, y: number): Colour {
      const place = 4 * (clamp(y) * size + clamp(x));
      return [points[place]!, points[place + 1]!, points[place + 2]!];
    },
  };
}
