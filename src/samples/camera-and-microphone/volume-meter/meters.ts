import type { Level } from './level-processor.js';

const canvas = document.querySelector<HTMLCanvasElement>('#history')!;
const context = canvas.getContext('2d')!;

// Ten seconds at fifty reports a second: one for each column of pixels.
const history: number[] = [];
let slow = 0;
let held = 0;
let heldClipped = 0;
let heldUntilMs = 0;
let clippedUntilMs = 0;

/** Shows one report on the four meters: as it is, smoothed over about half a second, and the worst of the last two seconds. */
export function showLevel({ rms, peak, clipped }: Level) {
  slow = 0.95 * slow + 0.05 * rms;
  if (peak >= held || performance.now() > heldUntilMs) {
    held = peak;
    heldUntilMs = performance.now() + 2000;
  }
  if (clipped >= heldClipped || performance.now() > clippedUntilMs) {
    heldClipped = clipped;
    clippedUntilMs = performance.now() + 2000;
  }
  history.push(slow);
  if (history.length > canvas.width) history.shift();
  show('instant', rms, `${rms.toFixed(3)} (${decibels(rms)})`);
  show('slow', slow, `${slow.toFixed(3)} (${decibels(slow)})`);
  show('peak', held, `${held.toFixed(3)} (${decibels(held)})`);
  show('clip', heldClipped, `${(100 * heldClipped).toFixed(1)} % of the samples`);
}

/** The smoothed level, between 0 and 1. */
export function slowLevel(): number {
  return slow;
}

/** Draws the smoothed level of the last reports, and the threshold as a line. Half of full scale reaches the top. */
export function drawHistory(threshold: number) {
  const style = getComputedStyle(canvas);
  const y = (level: number) => canvas.height * (1 - Math.min(1, 2 * level));
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = style.getPropertyValue('color');
  for (const [x, level] of history.entries()) context.fillRect(x, y(level), 1, canvas.height);
  context.strokeStyle = style.getPropertyValue('outline-color');
  context.beginPath();
  context.moveTo(0, y(threshold));
  context.lineTo(canvas.width, y(threshold));
  context.stroke();
}

/** Empties the meters and the history. */
export function resetMeters() {
  slow = held = heldUntilMs = heldClipped = clippedUntilMs = 0;
  history.length = 0;
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const name of ['instant', 'slow', 'peak', 'clip']) show(name, 0, '–');
}

function show(name: string, value: number, text: string) {
  document.querySelector<HTMLMeterElement>(`#${name}`)!.value = value;
  document.querySelector(`#${name}-value`)!.textContent = text;
}

/** A level relative to full scale, in decibels: 1 is 0 dB, half of it −6 dB. */
function decibels(level: number): string {
  return level > 0 ? `${(20 * Math.log10(level)).toFixed(0)} dB` : 'silence';
}
