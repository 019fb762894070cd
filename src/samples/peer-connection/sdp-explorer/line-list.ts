import type { SdpLine } from './sdp-lines.js';

// #region same:line-list
/**
 * Shows a description line by line. The line under the pointer, or the one that has the focus, is explained in `help`. Only
 * one line is a stop of the Tab key, and the arrow keys go from line to line: nobody wants to press Tab a hundred times.
 */
export function lineList(list: HTMLElement, help: HTMLElement) {
  let shown: readonly SdpLine[] = [];
  const indexOf = (target: EventTarget | null) => [...list.children].indexOf(target as Element);

  const explainAt = (index: number) => {
    const line = shown[index];
    if (line) help.textContent = `Line ${index + 1}: ${line.meaning}`;
  };
  const focused = () => indexOf(document.activeElement);

  const select = (index: number) => {
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(at === index));
      (option as HTMLElement).tabIndex = at === index ? 0 : -1;
    }
  };
  list.addEventListener('focusin', ({ target }) => {
    select(indexOf(target));
    explainAt(indexOf(target));
  });
  // Not pointerover: that comes too when the keyboard scrolls another line under a pointer at rest.
  list.addEventListener('pointermove', ({ target }) => explainAt(indexOf(target)));
  list.addEventListener('pointerleave', () => explainAt(focused()));
  list.addEventListener('keydown', (event) => {
    const last = shown.length - 1;
    const to = { ArrowDown: focused() + 1, ArrowUp: focused() - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault(); // or the page would scroll
    (list.children[Math.min(Math.max(to, 0), last)] as HTMLElement | undefined)?.focus();
  });

  return {
    /** Shows other lines; `marked` are the numbers, from 1, of those that stand out. */
    show(lines: readonly SdpLine[], marked: readonly number[] = []) {
      shown = lines;
      list.replaceChildren(
        ...lines.map((line, index) => {
          const option = document.createElement('div');
          option.role = 'option';
          option.textContent = line.text || ' ';
          option.classList.toggle('marked', marked.includes(index + 1));
          option.setAttribute('aria-describedby', help.id);
          return option;
        }),
      );
      select(0);
    },
    explainAt,
  };
}
// #endregion
