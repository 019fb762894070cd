import type { Call } from './call.js';
import { explain } from './explain.js';
import { findFault } from './fault.js';
import type { Draft } from './message.js';
import { readSdp } from './sdp-lines.js';
import type { StepId } from './steps.js';

const panel = document.querySelector<HTMLElement>('#fault')!;
const [title, line, words] = ['title', 'line', 'words'].map((part) =>
  document.querySelector<HTMLElement>(`#fault-${part}`)!,
) as [HTMLElement, HTMLElement, HTMLElement];

/** What to say of a step that failed. A description that was refused goes back to its author, with the line marked. */
export function refuse(id: StepId, error: unknown, call: Call): string {
  const [, type] = /^set-\w+-(offer|answer)$/.exec(id) ?? [];
  if ((type !== 'offer' && type !== 'answer') || !(error instanceof Error)) return tooEarly(error) ?? explain(error);
  showFault(type, call.takeBack(type), error.message);
  return `The ${type} was refused. Mend it below, and go on.`;
}

/** Says why a description was refused, and marks the line in it. */
function showFault(type: 'offer' | 'answer', draft: Draft, message: string) {
  const fault = findFault(message, draft.text, draft.original);
  draft.badLine = fault.line;
  const bad = fault.line === undefined ? undefined : readSdp(draft.text)[fault.line - 1];
  title.textContent = `The ${type} was refused${bad ? `: line ${fault.line}` : ''}`;
  line.replaceChildren();
  if (bad) line.append(Object.assign(document.createElement('code'), { textContent: bad.text }), ' ');
  line.append(fault.sentence);
  words.textContent = message;
  panel.hidden = false;
}

export function hideFault() {
  panel.hidden = true;
}

/** The sentence for a candidate that came before its description; nothing for another error. */
function tooEarly(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'InvalidStateError') return undefined;
  return 'Too early: a candidate belongs to a description, and the other side has none yet. They are kept here: send them again when it has.';
}
