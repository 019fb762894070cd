import type { Outcome, Standing } from './measure.js';

const paths = document.querySelector<HTMLTableSectionElement>('#paths tbody')!;
const restarts = document.querySelector<HTMLTableSectionElement>('#restarts tbody')!;

/** Puts the two moments side by side, and the restart below those before it. */
export function showOutcome(why: string, { before, after, negotiations, states, newPathMs, pauses }: Outcome) {
  const rows: [string, (standing: Standing) => string][] = [
    ['own ufrag', ({ ownUfrag }) => ownUfrag],
    ['ufrag of the other side', ({ itsUfrag }) => itsUfrag],
    ['own address', ({ path }) => path?.local ?? 'none'],
    ['address of the other side', ({ path }) => path?.remote ?? 'none'],
  ];
  paths.replaceChildren();
  for (const [name, read] of rows) addRow(paths, name, [read(before), read(after)]);
  const gaps = [newPathMs, pauses.longest, pauses.usual].map(rounded);
  addRow(restarts, why, [negotiations, states.join(' → '), ...gaps]);
}

export function clearTables() {
  paths.replaceChildren();
  restarts.replaceChildren();
}

/** The restart in one sentence. */
export function inShort({ newEnds, newPathMs, pauses: { longest } }: Outcome): string {
  const gap =
    longest === undefined
      ? 'no picture has come yet'
      : `the longest gap between two pictures was ${Math.round(longest)} ms`;
  if (newPathMs !== undefined) return `Restarted: a new path is in use after ${Math.round(newPathMs)} ms; ${gap}.`;
  return newEnds === 1
    ? `Restarted by half: one side has a new address, and the other one keeps its old as long as it works; ${gap}.`
    : `No new path was found within 10 seconds. As long as the old one works, the call goes on with it; ${gap}.`;
}

const rounded = (ms: number | undefined) => (ms === undefined ? 'none' : Math.round(ms));

function addRow(table: HTMLTableSectionElement, name: string, values: readonly (string | number)[]) {
  const row = table.insertRow();
  row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
  for (const value of values)
    Object.assign(row.insertCell(), {
      textContent: String(value),
      className: typeof value === 'number' ? 'number' : '',
    });
}
