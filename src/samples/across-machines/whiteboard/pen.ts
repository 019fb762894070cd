import { board as units } from './board.js';

/** What a pen does on a board. Points are triples as in a stroke. */
export interface PenEvents {
  readonly down: (points: number[]) => void;
  readonly drawn: (points: number[]) => void;
  /** Where the pen is without drawing; nowhere once it has left the board. */
  readonly hovers: (at: [x: number, y: number] | null) => void;
}

const nearest = 20; // units: points closer together than this cannot be told apart

/** Follows mouse, finger, stylus and keyboard on a canvas, and hands on once a frame what has come together. */
export function openPen(canvas: HTMLCanvasElement, { down, drawn, hovers }: PenEvents) {
  let pointer: number | undefined; // the one that draws: a second finger does not
  const waiting: number[] = [];
  let last: readonly number[] = [];
  let frame = 0;
  let lastHover = 0;

  function flush() {
    cancelAnimationFrame(frame);
    frame = 0;
    while (waiting.length > 0) drawn(waiting.splice(0, 1500));
  }

  function pointOf({ clientX, clientY, pressure, pointerType }: PointerEvent): [number, number, number] {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const within = (share: number, most: number) => Math.round(Math.min(1, Math.max(0, share)) * most);
    // Only a stylus knows how hard it is pressed; a touch screen that does not says 0 or 1.
    const force = pointerType === 'pen' ? Math.round(100 * pressure) : 50;
    return [within((clientX - left) / width, units.width), within((clientY - top) / height, units.height), force];
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (pointer !== undefined || event.button !== 0) return;
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer); // the stroke goes on when the pen leaves the board for a moment
    last = pointOf(event);
    down([...last]);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId !== pointer) {
      // Whoever watches a cursor does not need it at every place where it was.
      if (pointer !== undefined || event.timeStamp < lastHover + 40) return;
      lastHover = event.timeStamp;
      const [x, y] = pointOf(event);
      return hovers([x, y]);
    }
    // A pen is looked at more often than the screen is drawn: one event may stand for several, and a curve needs them all.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const point of (events.length > 0 ? events : [event]).map(pointOf)) {
      if (Math.hypot(point[0] - last[0]!, point[1] - last[1]!) < nearest) continue;
      waiting.push(...point);
      last = point;
    }
    frame ||= requestAnimationFrame(flush);
  });
  const lift = ({ pointerId }: PointerEvent) => {
    if (pointerId !== pointer) return;
    flush();
    pointer = undefined;
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', () => pointer ?? hovers(null));
}

const directions: Partial<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The same by keyboard, for those who cannot or do not want to point. */
export function openKeyPen(canvas: HTMLCanvasElement, { down, drawn, hovers }: PenEvents) {
  let x = units.width / 2;
  let y = units.height / 2;
  let isDown = false;
  canvas.addEventListener('keydown', (event) => {
    const direction = directions[event.key];
    if (!direction && event.key !== ' ') return;
    event.preventDefault(); // or the page would scroll
    if (!direction) {
      if (event.repeat) return;
      isDown = !isDown;
      return isDown ? down([x, y, 50]) : hovers([x, y]);
    }
    const step = event.shiftKey ? 1000 : 100;
    x = Math.min(units.width, Math.max(0, x + direction[0] * step));
    y = Math.min(units.height, Math.max(0, y + direction[1] * step));
    if (isDown) drawn([x, y, 50]);
    else hovers([x, y]);
  });
  canvas.addEventListener('blur', () => {
    isDown = false;
    hovers(null);
  });
}
