import { isReady, steps, type StepId } from './steps.js';

const list = document.querySelector<HTMLOListElement>('#steps')!;
const parts = new Map<StepId, { button: HTMLButtonElement; item: HTMLLIElement; after: HTMLElement }>();

/** One button for each step, with what the step is for. */
export function buildSteps(press: (id: StepId) => void) {
  for (const { id, label, sentence } of steps) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    const item = document.createElement('li');
    const after = document.createElement('small');
    button.addEventListener('click', () => press(id));
    item.append(button, Object.assign(document.createElement('p'), { textContent: sentence }), after);
    list.append(item);
    parts.set(id, { button, item, after });
  }
}

/** Shows which steps are done, and which can be pressed. */
export function showSteps(done: ReadonlySet<StepId>, isFree: boolean, next: StepId | undefined) {
  for (const [id, { button, item, after }] of parts) {
    button.disabled = !isFree || !isReady(id, done);
    item.classList.toggle('done', done.has(id));
    if (id === next) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
    if (!done.has(id)) after.textContent = '';
  }
}

/** Keeps beside a step the states of the two connections right after it. */
export function noteStates(id: StepId, { caller, callee }: { caller?: RTCPeerConnection; callee?: RTCPeerConnection }) {
  if (!caller || !callee) return;
  parts.get(id)!.after.textContent = `Then: caller ${caller.signalingState}, callee ${callee.signalingState}.`;
}

/** Does one step after the other, until none is left, one fails, or the person has had enough. */
export async function runSteps(
  next: () => StepId | undefined,
  perform: (id: StepId) => Promise<boolean>,
  pace: HTMLSelectElement,
  enough: AbortSignal,
) {
  for (let id = next(); id && !enough.aborted; id = next()) {
    if (!(await perform(id))) return;
    await new Promise((resolve) => setTimeout(resolve, Number(pace.value)));
  }
}
