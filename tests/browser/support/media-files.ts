import { writeFile } from 'node:fs/promises';

/** The pictures of a `.y4m` file that Chromium's fake camera plays over and over. */
export interface Pictures {
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  /** How many different ones there are. */
  readonly count?: number;
  /** Video luma: 16 is black, 235 is white. */
  readonly luma: number;
  /** How far the points of a picture lie around it, differently in each picture. */
  readonly noise?: number;
}

/** Writes a file of grey pictures, uncompressed (YUV4MPEG2), and gives back where it is. */
export async function pictureFile(
  path: string,
  { width = 1280, height = 720, fps = 30, count = 1, luma, noise = 0 }: Pictures,
): Promise<string> {
  const next = random();
  const points = width * height;
  const pieces = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`)];
  for (let picture = 0; picture < count; picture++) {
    const grey = Buffer.alloc(points, luma);
    if (noise > 0) for (let at = 0; at < points; at++) grey[at] = Math.round(luma + noise * next());
    pieces.push(Buffer.from('FRAME\n'), grey, Buffer.alloc(points / 2, 128));
  }
  await writeFile(path, Buffer.concat(pieces));
  return path;
}

/**
 * Writes a `.wav` file of five seconds at 48 kHz with 16 bits, and gives back where it is. `sample` gives the value of a
 * channel at a second, from −1 to 1; what is beyond is cut off. Chromium's fake microphone plays it over and over.
 */
export async function soundFile(
  path: string,
  channels: 1 | 2,
  sample: (second: number, channel: number) => number,
): Promise<string> {
  const [rateHz, seconds] = [48_000, 5];
  const count = rateHz * seconds * channels;
  const bytes = Buffer.alloc(44 + 2 * count);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * count, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(2 * channels * rateHz, 28);
  bytes.writeUInt16LE(2 * channels, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * count, 40);
  for (let at = 0; at < count; at++) {
    const value = sample(Math.floor(at / channels) / rateHz, at % channels);
    bytes.writeInt16LE(Math.round(32767 * Math.max(-1, Math.min(1, value))), 44 + 2 * at);
  }
  await writeFile(path, bytes);
  return path;
}

/** A tone of full scale. */
export const tone = (second: number, hertz = 440) => Math.sin(2 * Math.PI * hertz * second);

/** Something like speech: two words a second with pauses between them, at a volume of 0.3. */
export const words = (second: number) => (second % 0.5 < 0.3 ? 0.3 * tone(second, 220) : 0);

/** Values from −1 to 1 that look like chance and are the same each time: the generator of Numerical Recipes. */
function random(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
