import { targetOf } from './steering.js';
import type { Face } from './tracker.js';

const sensitivity = document.querySelector<HTMLInputElement>('#sensitivity')!;
const sensitivityValue = document.querySelector<HTMLElement>('#sensitivity-value')!;
let centre = 0.5; // where the face is when the ship is to be in the middle

/** Where the ship is wanted for a face, with the sensitivity that is chosen now. */
export const targetFor = ({ x }: Face) => targetOf(x, centre, sensitivity.valueAsNumber);

/** Where this face is, is straight ahead from now on. */
export function calibrateTo({ x }: Face) {
  centre = x;
}

const showValue = () => (sensitivityValue.textContent = sensitivity.value);
sensitivity.addEventListener('input', showValue);
showValue();
