import type { Change } from './timeline.js';

const body = document.querySelector<HTMLTableElement>('#changes')!.tBodies[0]!;

/** Shows the changes as rows; those that stand there already are left alone. */
export function showChanges(changes: readonly Change[]) {
  if (body.rows.length > changes.length) body.replaceChildren();
  for (const { atMs, end, lane, state, announcedBy } of changes.slice(body.rows.length)) {
    const row = body.insertRow();
    const [ms, who, member, now, event] = [0, 1, 2, 3, 4].map(() => row.insertCell()) as [
      HTMLTableCellElement,
      HTMLTableCellElement,
      HTMLTableCellElement,
      HTMLTableCellElement,
      HTMLTableCellElement,
    ];
    ms.className = 'number';
    ms.textContent = String(atMs);
    who.textContent = end;
    member.append(Object.assign(document.createElement('code'), { textContent: lane }));
    now.textContent = state;
    event.textContent = announcedBy;
  }
}
