import { field, movePaddle } from './physics.js';
import type { Hand } from './side.js';

const upKeys = { left: 'KeyW', right: 'ArrowUp' } as const;
const downKeys = { left: 'KeyS', right: 'ArrowDown' } as const;
type Keys = keyof typeof upKeys;

const pressed = new Set<string>();
let isPlaying = false;

/** Whether keys steer now: otherwise they are the page's, to scroll it. */
export function allowKeys(isAllowed: boolean) {
  isPlaying = isAllowed;
  if (!isAllowed) pressed.clear();
}

addEventListener('keydown', (event) => {
  const isOurs = /^(Key[WS]|Arrow(Up|Down))$/.test(event.code) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isPlaying || !isOurs || (event.target as Element).matches('input:not([type="checkbox"]), select')) return;
  event.preventDefault();
  pressed.add(event.code);
});
addEventListener('keyup', ({ code }) => pressed.delete(code));
addEventListener('blur', () => pressed.clear()); // a key that is let go elsewhere is not heard of here

/** A hand on a field: it steers with these keys, with a finger, or with a mouse that is above the field. */
export function openHand(canvas: HTMLCanvasElement, keys: readonly Keys[]): Hand {
  const pointer = pointers.get(canvas) ?? watchPointer(canvas);
  return (paddle, ms) => {
    const isUp = keys.some((key) => pressed.has(upKeys[key]));
    const isDown = keys.some((key) => pressed.has(downKeys[key]));
    if (isUp || isDown) pointer.y = undefined; // until it moves again
    if (isUp !== isDown) return movePaddle(paddle, isUp ? 0 : field.height, ms);
    return pointer.y === undefined ? paddle : movePaddle(paddle, pointer.y, ms);
  };
}

const pointers = new Map<HTMLCanvasElement, { y: number | undefined }>();

function watchPointer(canvas: HTMLCanvasElement) {
  const pointer: { y: number | undefined } = { y: undefined };
  pointers.set(canvas, pointer);
  const follow = ({ clientY }: PointerEvent) => {
    const { top, height } = canvas.getBoundingClientRect();
    pointer.y = ((clientY - top) / height) * field.height;
  };
  const letGo = () => (pointer.y = undefined);
  canvas.addEventListener('pointerdown', follow);
  canvas.addEventListener('pointermove', follow);
  canvas.addEventListener('pointerleave', letGo);
  canvas.addEventListener('pointercancel', letGo);
  return pointer;
}
