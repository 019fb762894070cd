const columns = 96;
const [lowest, decades] = [20, 3]; // from 20 Hz to 20 kHz: what people hear

/** Draws the samples as a line. It begins where the wave rises through zero, so that a steady tone stands still. */
export function drawOscilloscope(canvas: HTMLCanvasElement, samples: Float32Array) {
  const context = cleared(canvas);
  const half = Math.floor(samples.length / 2);
  let first = 1;
  while (first < half && !(samples[first - 1]! < 0 && samples[first]! >= 0)) first += 1;
  if (first === half) first = 0; // it never does
  const shown = samples.subarray(first);
  context.lineWidth = 2;
  context.beginPath();
  for (const [at, sample] of shown.entries())
    context.lineTo((at / (shown.length - 1)) * canvas.width, canvas.height * (0.5 - 0.48 * sample));
  context.stroke();
}

/** Draws how strong each range of frequencies is; a level is between 0 and 255. */
export function drawBars(canvas: HTMLCanvasElement, levels: Uint8Array, hertzPerBin: number) {
  const context = cleared(canvas);
  const width = canvas.width / columns;
  for (const [column, level] of ranges(levels, hertzPerBin).entries()) {
    const height = (canvas.height * level) / 255;
    context.fillRect(column * width, canvas.height - height, width - 1, height);
  }
}

/** Moves what is there down by a line and draws the present levels on top: the stronger, the less transparent. */
export function drawSpectrogram(canvas: HTMLCanvasElement, levels: Uint8Array, hertzPerBin: number) {
  const context = canvas.getContext('2d')!;
  const width = canvas.width / columns;
  context.globalCompositeOperation = 'copy'; // so that what is transparent replaces, too
  context.drawImage(canvas, 0, 1);
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = getComputedStyle(canvas).color;
  for (const [column, level] of ranges(levels, hertzPerBin).entries()) {
    context.globalAlpha = (level / 255) ** 2;
    context.fillRect(column * width, 0, width, 1);
  }
  context.globalAlpha = 1;
}

/** Empties a drawing, and gives its context with the colour that the style sheet says. */
export function cleared(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = context.strokeStyle = getComputedStyle(canvas).color;
  return context;
}

/**
 * The strongest bin of each range of frequencies. Ears hear ratios, so each range is the same ratio wide; bins are all the
 * same hertz wide, so the low ranges share a bin, and the high ones hold many.
 */
function ranges(levels: Uint8Array, hertzPerBin: number): number[] {
  const bin = (column: number) => Math.round((lowest * 10 ** ((decades * column) / columns)) / hertzPerBin);
  return Array.from({ length: columns }, (_, column) =>
    levels.subarray(bin(column), Math.max(bin(column) + 1, bin(column + 1))).reduce((a, b) => Math.max(a, b), 0),
  );
}
