/** What a picture looks like, in three figures. */
export interface Look {
  /** How bright it is: from 0, black, to 255, white. */
  readonly meanLuma: number;
  /** How much its points differ from the mean: 0 for one even colour. */
  readonly variance: number;
  /** Equal for pictures that are equal in every point, and for hardly any others. */
  readonly hash: number;
}

/**
 * Looks at the points of a picture, four bytes each, as `ImageData` has them. The luma is that of ITU-R BT.709, part 3; the
 * hash is FNV-1a over the colours.
 */
export function lookAt(rgba: Uint8ClampedArray): Look {
  let sum = 0;
  let squares = 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    sum += luma;
    squares += luma * luma;
    hash = Math.imul(hash ^ red ^ (green << 8) ^ (blue << 16), 0x01000193);
  }
  const points = Math.max(1, Math.floor(rgba.length / 4));
  const meanLuma = sum / points;
  // Rounding can bring an even picture a hair below zero.
  return { meanLuma, variance: Math.max(0, squares / points - meanLuma * meanLuma), hash: hash >>> 0 };
}
