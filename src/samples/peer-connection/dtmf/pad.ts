import { keyRows } from './goertzel.js';

const pad = document.querySelector<HTMLElement>('#pad')!;
const keys = new Map<string, HTMLButtonElement>();

/** Draws the sixteen keys; `press` gets each that is clicked, touched, or pressed on the computer's keyboard. */
export function drawPad(press: (key: string) => void) {
  for (const key of keyRows.join('')) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: key });
    button.addEventListener('click', () => press(key));
    keys.set(key, button);
    pad.append(button);
  }
  addEventListener('keydown', ({ key, repeat, ctrlKey, altKey, metaKey, target }) => {
    const isWriting =
      target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
    const button = keys.get(key.toUpperCase());
    // A click, so that what is disabled stays so. Some keyboards need Alt for "#": then the key says so itself.
    if (button && !isWriting && !repeat && !ctrlKey && !metaKey && (!altKey || key === '#')) button.click();
  });
}

/** Lets the keys be pressed, or not. */
export function enablePad(enabled: boolean) {
  for (const button of keys.values()) button.disabled = !enabled;
}

/** Lights the key that sounds at the far side. */
export function lightKey(key: string | undefined) {
  for (const [name, button] of keys) button.classList.toggle('sounding', name === key);
}
