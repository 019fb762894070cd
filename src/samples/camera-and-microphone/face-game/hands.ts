const fieldCanvas = document.querySelector<HTMLCanvasElement>('#field')!;
const buttons = {
  left: document.querySelector<HTMLButtonElement>('#left')!,
  right: document.querySelector<HTMLButtonElement>('#right')!,
};
const held = { left: false, right: false };
let pointed: number | undefined; // where a finger is, from 0 to 1

/** Where the ship is wanted after some seconds of keys, buttons and fingers, from 0 to 1. */
export function steerByHand(target: number, seconds: number): number {
  if (pointed !== undefined) return pointed;
  const direction = Number(held.right) - Number(held.left);
  return Math.min(1, Math.max(0, target + direction * 0.9 * seconds));
}

/** Whether the buttons can be pressed. */
export function allowHands(allowed: boolean) {
  buttons.left.disabled = buttons.right.disabled = !allowed;
  if (!allowed) holdNothing();
}

function holdNothing() {
  held.left = held.right = false;
  pointed = undefined;
}

const sides = { ArrowLeft: 'left', ArrowRight: 'right', a: 'left', d: 'right' } as const;

function onKey({ type, key, target }: KeyboardEvent) {
  const side = sides[key as keyof typeof sides];
  // In a slider or a list the arrows mean something else.
  if (side && !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement))
    held[side] = type === 'keydown';
}
addEventListener('keydown', onKey);
addEventListener('keyup', onKey);
addEventListener('blur', holdNothing); // a key that is let go elsewhere tells nobody

for (const side of ['left', 'right'] as const) {
  const button = buttons[side];
  button.addEventListener('pointerdown', () => (held[side] = true));
  for (const type of ['pointerup', 'pointercancel', 'pointerleave'])
    button.addEventListener(type, () => (held[side] = false));
  // Enter and Space press a button without a pointer: that is a short push.
  button.addEventListener('click', ({ detail }) => {
    if (detail !== 0) return;
    held[side] = true;
    setTimeout(() => (held[side] = false), 150);
  });
}

function onPointer({ type, offsetX, buttons: pressed }: PointerEvent) {
  const down = pressed > 0 && type !== 'pointercancel';
  pointed = down ? Math.min(1, Math.max(0, offsetX / fieldCanvas.clientWidth)) : undefined;
}
for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'pointerleave'] as const)
  fieldCanvas.addEventListener(type, onPointer);
