import { effects, type Effect } from './effects.js';
import type { View } from './painter.js';

const strength = document.querySelector<HTMLInputElement>('#strength')!;
const strengthValue = document.querySelector<HTMLElement>('#strength-value')!;
const mirror = document.querySelector<HTMLInputElement>('#mirror')!;
const thumbnails = new Map<Effect, HTMLCanvasElement>();
let chosen = effects[0]!;
let turn = 0;

/** Makes a radio button with a small picture for each effect, and tells when another look is chosen. */
export function offerEffects(changed: () => void) {
  const told = () => {
    strengthValue.textContent = `${strength.value} %`;
    changed();
  };
  for (const effect of effects) {
    const small = Object.assign(document.createElement('canvas'), { width: 120, height: 90 });
    const checked = effect === chosen;
    const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'effect', checked });
    radio.addEventListener('change', () => {
      chosen = effect;
      told();
    });
    const label = document.createElement('label');
    label.append(radio, small, effect.name);
    document.querySelector('#effects')!.append(label);
    thumbnails.set(effect, small);
  }
  strength.addEventListener('input', told);
  told();
}

/** People want to see themselves as in a mirror, and everything else as it is. */
export function mirrorFor(source: string) {
  mirror.checked = source !== 'rear';
}

export const chosenEffect = () => chosen;

/** What the controls say; a thumbnail shows its effect at full strength. */
export function chosenView(amount = strength.valueAsNumber / 100): View {
  return { strength: amount, mirror: mirror.checked, seconds: performance.now() / 1000 };
}

/** One effect after the other, with its small picture: to draw all of them each time would cost more than the large one. */
export function nextThumbnail(): [HTMLCanvasElement, Effect] {
  const effect = effects[turn]!;
  turn = (turn + 1) % effects.length;
  return [thumbnails.get(effect)!, effect];
}
