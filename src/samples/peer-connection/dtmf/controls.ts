import { enablePad } from './pad.js';
import { durationLimits, gapLimits, usedMs } from './tones.js';

const button = (id: string) => document.querySelector<HTMLButtonElement>(id)!;
const input = (id: string) => document.querySelector<HTMLInputElement>(id)!;

export const source = document.querySelector<HTMLSelectElement>('#source')!;
export const [deaf, tones, listen] = [input('#deaf'), input('#tones'), input('#listen')];
const [duration, gap] = [input('#duration'), input('#gap')];
export const buttons = {
  call: button('#call'),
  hangUp: button('#hang-up'),
  send: button('#send'),
  clear: button('#clear'),
};

/** How long a tone shall last. A browser brings times within their limits by itself, without a word; the page says it. */
export const toneMs = () => usedMs(duration.valueAsNumber, durationLimits);
/** How long a gap between two tones shall last. */
export const gapMs = () => usedMs(gap.valueAsNumber, gapLimits);

/** Says what was asked for beside what is used. */
function showTimes() {
  const times = [
    { name: 'Tone', asked: duration.valueAsNumber, used: toneMs() },
    { name: 'Gap', asked: gap.valueAsNumber, used: gapMs() },
  ];
  const words = times.map(
    ({ name, asked, used }) => `${name}: ${Number.isNaN(asked) ? 'nothing' : `${asked} ms`} asked, ${used} ms used.`,
  );
  const shown = document.querySelector('#used')!;
  shown.textContent = words.join(' ');
  shown.classList.toggle(
    'warning',
    times.some(({ asked, used }) => asked !== used),
  );
}
for (const field of [duration, gap]) field.addEventListener('input', showTimes);
showTimes();

/** What can be pressed now, and which tones still wait. */
export function updateControls(isIdle: boolean, isReady: boolean, waiting: string) {
  buttons.call.disabled = source.disabled = deaf.disabled = !isIdle;
  buttons.hangUp.disabled = isIdle;
  buttons.send.disabled = !isReady;
  enablePad(isReady);
  buttons.clear.disabled = waiting === '';
  document.querySelector('#waiting')!.textContent = waiting || 'nothing';
}
