import { board as units, type Board, type Stroke } from './board.js';

/** Shows a board on a canvas, as sharp as the screen is. */
export function openPainter(canvas: HTMLCanvasElement, board: Board) {
  const context = canvas.getContext('2d')!;
  let isStale = false;
  let frame = 0;

  function paintAll() {
    frame = 0;
    if (isStale) paint(context, board.inOrder());
    isStale = false;
  }
  function renew() {
    isStale = true;
    frame ||= requestAnimationFrame(paintAll);
  }

  new ResizeObserver(() => {
    canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
    canvas.height = Math.round((canvas.width * units.height) / units.width);
    isStale = true;
    paintAll(); // at once: a canvas that was given a size is blank
  }).observe(canvas);

  return {
    /** Paints everything anew, with the next frame. */
    renew,
    /** Paints how a stroke has grown from this point on; everything, if another one lies above it. */
    grown(stroke: Stroke, from: number) {
      if (isStale || board.inOrder().at(-1) !== stroke) return renew();
      context.setTransform(scaleOf(canvas), 0, 0, scaleOf(canvas), 0, 0);
      paintStroke(context, stroke, from);
    },
  };
}

/** The board as a picture of always the same size, whatever the screen. */
export function toPng(board: Board): Promise<Blob | null> {
  const canvas = Object.assign(document.createElement('canvas'), {
    width: units.width / 10,
    height: units.height / 10,
  });
  paint(canvas.getContext('2d')!, board.inOrder());
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

const scaleOf = (canvas: HTMLCanvasElement) => canvas.width / units.width;

function paint(context: CanvasRenderingContext2D, strokes: readonly Stroke[]) {
  const scale = scaleOf(context.canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = 'white'; // in a dark scheme too: colours are chosen to be seen on it
  context.fillRect(0, 0, units.width, units.height);
  for (const stroke of strokes) paintStroke(context, stroke, 0);
}

/** Paints a stroke from one of its points on. Where the pressure stays the same, which is all of it with a mouse, it is one line. */
function paintStroke(context: CanvasRenderingContext2D, { colour, size, points }: Stroke, from: number) {
  const widthAt = (index: number) => size * (0.5 + points[index + 2]! / 100);
  context.strokeStyle = context.fillStyle = colour;
  context.lineCap = context.lineJoin = 'round';
  if (from === 0) {
    context.beginPath(); // a dot, in case that nothing follows
    context.arc(points[0]!, points[1]!, widthAt(0) / 2, 0, 2 * Math.PI);
    context.fill();
  }
  let at = Math.max(0, from - 3);
  while (at + 3 < points.length) {
    const width = widthAt(at + 3);
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(points[at]!, points[at + 1]!);
    for (; at + 3 < points.length && widthAt(at + 3) === width; at += 3)
      context.lineTo(points[at + 3]!, points[at + 4]!);
    context.stroke();
  }
}
