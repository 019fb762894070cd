const lines = document.querySelector<HTMLOListElement>('#messages')!;
const keptLines = 400;

/** Adds a line about one side, and keeps the end of the log in sight. */
export function log(side: 'polite' | 'impolite', event: string) {
  const line = Object.assign(document.createElement('li'), { className: side });
  line.append(Object.assign(document.createElement('b'), { textContent: `${side} side` }), ` ${event}`);
  lines.append(line);
  if (lines.childElementCount > keptLines) lines.firstElementChild!.remove();
  const box = lines.parentElement!;
  box.scrollTop = box.scrollHeight;
}

/** Forgets the call before. */
export function clearLog() {
  lines.replaceChildren();
}
