import { costsOf, formulas, type Costs, type Topology } from './costs.js';

const table = document.querySelector<HTMLTableSectionElement>('#costs tbody')!;
const names: Readonly<Record<keyof Costs, string>> = {
  connections: 'Connections',
  fromOne: 'Streams sent by one participant',
  fromMiddle: 'Streams sent by the one in the middle',
  inAll: 'Streams sent in all',
};

/** What was counted, and how many kbit/s that is; undefined where nothing runs. */
export interface Counted extends Costs {
  readonly oneKbps: number | undefined;
  readonly middleKbps: number | undefined;
}

/** Puts the formula, its value and what was counted beside each other, and marks where they differ. */
export function showCosts(topology: Topology, n: number, counted?: Counted) {
  const expected = costsOf(topology, n);
  table.replaceChildren();
  for (const key of Object.keys(names) as (keyof Costs)[]) {
    const isOther = counted !== undefined && counted[key] !== expected[key];
    addRow([names[key], formulas[topology][key], expected[key], counted?.[key]], isOther);
  }
  addRow(['Uplink of one participant, kbit/s', '', undefined, rounded(counted?.oneKbps)]);
  addRow(['Uplink of the one in the middle, kbit/s', '', undefined, rounded(counted?.middleKbps)]);
}

const rounded = (kbps: number | undefined) => kbps && Math.round(kbps);

function addRow([name, formula, ...numbers]: [string, string, ...(number | undefined)[]], isOther = false) {
  const row = table.insertRow();
  row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
  row.insertCell().textContent = formula;
  for (const number of numbers)
    Object.assign(row.insertCell(), { textContent: String(number ?? '–'), className: 'number' });
  if (isOther) row.cells[3]!.classList.add('warning');
}
