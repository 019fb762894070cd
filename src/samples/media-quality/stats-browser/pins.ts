import { graph, type Graph } from './graph.js';
import { perSecond, type Stats } from './rates.js';

/** What both sides told at one moment. */
export interface Moment {
  readonly second: number;
  readonly sides: readonly [Stats[], Stats[]];
}

interface Pin {
  readonly figure: HTMLElement;
  readonly graph: Graph;
  readonly valueAt: (moment: Moment, before: Moment | undefined) => number | undefined;
}

const box = document.querySelector<HTMLDivElement>('#pins')!;
const heading = document.querySelector<HTMLHeadingElement>('#pinned')!;
const hint = document.querySelector<HTMLParagraphElement>('#no-pins')!;
const most = 4;
const pins = new Map<string, Pin>();
const keyOf = (side: number, id: string, member: string) => `${side} ${id} ${member}`;

export const isPinned = (side: number, id: string, member: string) => pins.has(keyOf(side, id, member));

/**
 * Pins a value to a graph of its own, with its past, or takes it away again; `unpinned` is called when the graph's own button
 * does that. Gives back a sentence.
 */
export function togglePin(
  side: number,
  id: string,
  member: string,
  history: readonly Moment[],
  unpinned: () => void,
): string {
  const key = keyOf(side, id, member);
  const name = `${member} of ${id} (${side === 0 ? 'Ada' : 'Ben'})`;
  if (pins.has(key)) {
    unpin(key);
    return `${name} is not drawn any more.`;
  }
  if (pins.size >= most) return `At most ${most} values can be drawn at a time. Take one away first.`;

  const figure = document.createElement('figure');
  const kind = document.createElement('select');
  kind.append(new Option('value', 'value'), new Option('change per second', 'rate'));
  const label = Object.assign(document.createElement('label'), { textContent: 'Draw ' });
  label.append(kind);
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Unpin' });
  close.setAttribute('aria-label', `Unpin ${name}`);
  const row = Object.assign(document.createElement('div'), { className: 'controls' });
  row.append(label, close);
  figure.append(row);
  box.append(figure); // before it is drawn: a canvas takes its size and colours from where it stands

  const valueAt: Pin['valueAt'] = (moment, before) => {
    const find = (one: Moment | undefined) => one?.sides[side]?.find((stats) => stats.id === id);
    const now = find(moment);
    if (!now) return undefined;
    if (kind.value === 'rate') return perSecond(member, now, find(before));
    return typeof now[member] === 'number' ? now[member] : undefined;
  };
  const pin: Pin = { figure, graph: graph(figure, name), valueAt };
  pins.set(key, pin);
  hint.hidden = true;
  const drawAll = () => {
    pin.graph.clear();
    for (const [index, moment] of history.entries()) pin.graph.add(moment.second, valueAt(moment, history[index - 1]));
  };
  drawAll();
  kind.addEventListener('change', drawAll);
  close.addEventListener('click', () => {
    unpin(key);
    unpinned();
    (box.querySelector('button') ?? heading).focus(); // the button that had the focus is gone
  });
  return `${name} is drawn now.`;
}

/** Draws one more moment in every graph. */
export function drawPins(moment: Moment, before: Moment | undefined) {
  for (const { graph: its, valueAt } of pins.values()) its.add(moment.second, valueAt(moment, before));
}

export function clearPins() {
  for (const key of [...pins.keys()]) unpin(key);
}

function unpin(key: string) {
  pins.get(key)?.graph.remove();
  pins.get(key)?.figure.remove();
  pins.delete(key);
  hint.hidden = pins.size > 0;
}
