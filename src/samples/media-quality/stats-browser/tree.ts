import { inWords, matches, membersOf, perSecond, rounded, type Stats } from './rates.js';

const root = document.querySelector<HTMLDivElement>('#tree')!;

/** What can be done with a value of the tree. */
export interface TreeEvents {
  readonly pin: (id: string, member: string) => void;
  readonly isPinned: (id: string, member: string) => boolean;
}

interface Row {
  readonly element: HTMLTableRowElement;
  readonly value: HTMLElement;
  readonly rate: HTMLElement;
  readonly pin: HTMLButtonElement;
}
interface Branch {
  readonly details: HTMLDetailsElement;
  readonly summary: HTMLElement;
  readonly body: HTMLElement;
}
interface Leaf extends Branch {
  readonly rows: Map<string, Row>;
}
const types = new Map<string, Branch>();
const objects = new Map<string, Leaf>();

/**
 * Shows a report. What is there already is changed in its place, and only where it has changed: whoever reads with a screen
 * reader, or has the focus on a button, stays where they are. Gives back how many values are shown, and of how many.
 */
export function showTree(
  now: readonly Stats[],
  before: readonly Stats[] | undefined,
  search: string,
  events: TreeEvents,
) {
  const earlier = new Map(before?.map((stats) => [stats.id, stats]));
  const ids = new Set(now.map(({ id }) => id));
  const counts = { shown: 0, all: 0 };
  for (const stats of now) {
    const isOpen = search !== ''; // what is searched for and comes later is in sight at once
    const type = types.get(stats.type) ?? addType(stats.type, isOpen);
    const object = objects.get(stats.id) ?? addObject(type, stats, isOpen);
    let shownHere = 0;
    for (const member of membersOf(stats)) {
      const row = object.rows.get(member) ?? addRow(object, stats, member, events);
      const value = stats[member];
      const link = typeof value === 'string' && value !== stats.id && ids.has(value);
      if (link) showLink(row.value, value);
      else write(row.value, inWords(value));
      const rate = perSecond(member, stats, earlier.get(stats.id));
      write(row.rate, rate === undefined || member === 'timestamp' ? '' : rounded(rate));
      const isPinned = String(events.isPinned(stats.id, member));
      if (row.pin.ariaPressed !== isPinned) row.pin.ariaPressed = isPinned;
      row.element.hidden = !matches(search, stats, member);
      if (!row.element.hidden) shownHere += 1;
    }
    for (const [member, { element }] of object.rows)
      if (!(member in stats)) {
        element.remove();
        object.rows.delete(member);
      }
    object.details.hidden = shownHere === 0;
    counts.shown += shownHere;
    counts.all += object.rows.size;
  }
  for (const [id, { details }] of objects)
    if (!ids.has(id)) {
      details.remove();
      objects.delete(id);
    }
  for (const [name, { details, summary, body }] of types) {
    const children = [...body.children] as HTMLElement[];
    details.hidden = children.every(({ hidden }) => hidden);
    write(summary, `${name} (${children.length})`);
    if (children.length === 0) {
      details.remove();
      types.delete(name);
    }
  }
  return counts;
}

/** Opens what is shown, so that what was searched for is in sight; or closes everything. */
export function openTree(isOpen: boolean) {
  for (const { details } of [...types.values(), ...objects.values()]) details.open = isOpen;
}

export function clearTree() {
  root.replaceChildren();
  types.clear();
  objects.clear();
}

function addType(name: string, isOpen: boolean): Branch {
  const branch = addBranch(name, isOpen);
  types.set(name, branch);
  const next = [...types.keys()].sort().find((other) => other > name) ?? '';
  root.insertBefore(branch.details, types.get(next)?.details ?? null);
  return branch;
}

function addObject(type: Branch, stats: Stats, isOpen: boolean): Leaf {
  const hint = [stats.kind, stats.rid, stats.mimeType, stats.state, stats.label].find(
    (text) => typeof text === 'string',
  );
  const branch = addBranch(`${stats.id}${hint ? ` · ${inWords(hint)}` : ''}`, isOpen);
  type.body.append(branch.details);
  const table = document.createElement('table');
  table.setAttribute('aria-label', `${stats.type} ${stats.id}`);
  const head = table.createTHead().insertRow();
  for (const text of ['Member', 'Value', 'Per second', 'Graph'])
    head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: text }));
  const body = table.createTBody();
  branch.body.append(table);
  const leaf = { ...branch, body, rows: new Map<string, Row>() };
  objects.set(stats.id, leaf);
  return leaf;
}

function addRow({ body, rows }: Leaf, stats: Stats, member: string, events: TreeEvents): Row {
  const element = (body as HTMLTableSectionElement).insertRow();
  element.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: member }));
  const [value, rate, last] = [element.insertCell(), element.insertCell(), element.insertCell()];
  rate.className = 'number';
  const pin = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Pin' });
  pin.setAttribute('aria-label', `Pin ${member} of ${stats.type} ${stats.id}`);
  pin.addEventListener('click', () => events.pin(stats.id, member));
  if (typeof stats[member] === 'number' && member !== 'timestamp') last.append(pin);
  const row = { element, value, rate, pin };
  rows.set(member, row);
  return row;
}

/** An id of another object leads there. */
function showLink(cell: HTMLElement, id: string) {
  if (cell.textContent === id && cell.firstElementChild) return;
  const link = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: id });
  link.addEventListener('click', () => {
    const target = objects.get(id);
    if (!target || target.details.hidden) return;
    for (let node = target.details as HTMLElement | null; node && node !== root; node = node.parentElement)
      if (node instanceof HTMLDetailsElement) node.open = true;
    target.summary.focus();
  });
  cell.replaceChildren(link);
}

function addBranch(title: string, isOpen: boolean): Branch {
  const details = Object.assign(document.createElement('details'), { open: isOpen });
  const summary = Object.assign(document.createElement('summary'), { textContent: title });
  const body = document.createElement('div');
  details.append(summary, body);
  return { details, summary, body };
}

function write(cell: HTMLElement, text: string) {
  if (cell.textContent !== text) cell.textContent = text;
}
