import { inWords, timeInWords, watchPace } from './pace.js';
import { isOver, type Transfer } from './transfer.js';

/** Something that can be done with a transfer. */
export interface Action {
  readonly label: string;
  isPossible(): boolean;
  act(): void;
}

/** Adds a row for a transfer to a list; what comes back shows how it stands now. */
export function addRow(list: HTMLElement, transfer: Transfer, details: string, actions: readonly Action[]): () => void {
  const { name, type, size } = transfer.offer;
  const row = document.createElement('li');
  const title = Object.assign(document.createElement('h3'), { textContent: name });
  const facts = Object.assign(document.createElement('p'), {
    textContent: [type || 'no type', `${size.toLocaleString('en')} bytes`, details].filter(Boolean).join(', '),
  });
  const bar = Object.assign(document.createElement('progress'), { max: Math.max(1, size), value: 0 });
  bar.setAttribute('aria-label', `Part of ${name} that has arrived`);
  const figures = document.createElement('p');
  const hash = document.createElement('p');
  const buttons = actions.map((action) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: action.label });
    button.setAttribute('aria-label', `${action.label} ${name}`);
    button.addEventListener('click', () => action.act());
    return button;
  });
  const controls = Object.assign(document.createElement('div'), { className: 'controls' });
  controls.append(...buttons);
  row.append(title, facts, bar, figures, hash, controls);
  list.prepend(row);

  const pace = watchPace(size);
  const show = () => {
    const { stage, bytes, sha256 } = transfer;
    bar.value = size === 0 && stage === 'done' ? 1 : bytes;
    if (stage === 'paused') pace.restart();
    setText(figures, sentenceOf(transfer, stage === 'moving' ? pace.at(bytes, performance.now()) : undefined));
    figures.className = stage === 'done' ? 'whole' : stage === 'failed' ? 'error' : '';
    setText(hash, sha256 ? `SHA-256 ${sha256}` : '');
    for (const [index, button] of buttons.entries()) {
      button.disabled = !actions[index]!.isPossible();
      button.hidden = button.disabled && isOver(transfer);
    }
  };
  show();
  return show;
}

function sentenceOf({ offer, stage, bytes, reason }: Transfer, pace?: ReturnType<ReturnType<typeof watchPace>['at']>) {
  const part = `${inWords(bytes)} of ${inWords(offer.size)}`;
  if (!pace) return `${stage === 'offered' ? '' : `${part}, `}${stage}${reason ? `: ${reason}` : ''}`;
  const rate = pace.bytesPerS === undefined ? '' : `, ${(pace.bytesPerS / 1e6).toFixed(1)} MB/s`;
  const left = pace.secondsLeft === undefined ? '' : `, ${timeInWords(pace.secondsLeft)} left`;
  return part + rate + left;
}

/** Texts that stay the same are left alone: writing costs a layout. */
function setText(element: HTMLElement, text: string) {
  if (element.textContent !== text) element.textContent = text;
}
