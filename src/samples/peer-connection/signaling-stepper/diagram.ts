import { steps, type StepId } from './steps.js';

// A sequence diagram: time runs down, a dot is something that one side does, an arrow a message. It is drawn by calls of the
// DOM, with attributes for the colours: a strict content security policy allows neither inline styles nor markup from strings.
const svg = document.querySelector<SVGSVGElement>('#diagram')!;
const width = 340;
const rowHeight = 32;
const top = 52;
const lifeline = { caller: 40, callee: width - 40 };
const height = top + steps.length * rowHeight;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

function draw(name: string, attributes: Readonly<Record<string, string | number>>, ...children: (Node | string)[]) {
  const element = document.createElementNS(svg.namespaceURI, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  element.append(...children);
  return element;
}

svg.setAttribute('viewBox', `0 0 ${width} ${height}`);

for (const [side, x] of Object.entries(lifeline))
  svg.append(
    draw('line', { x1: x, x2: x, y1: 30, y2: height, stroke: 'var(--line)', 'stroke-width': 2 }),
    draw('rect', { x: x - 34, y: 2, width: 68, height: 28, rx: 6, fill: 'var(--accent-soft)' }),
    draw('text', { x, y: 21, 'text-anchor': 'middle', fill: 'var(--text)', 'font-weight': 600 }, side),
  );

const rows = new Map(
  steps.map(({ id, at, call }, index) => {
    const y = top + index * rowHeight;
    const row = draw('g', {});
    if (at === 'to callee' || at === 'to caller') {
      const [from, to] = at === 'to callee' ? [lifeline.caller, lifeline.callee] : [lifeline.callee, lifeline.caller];
      const back = Math.sign(from - to) * 9;
      row.append(
        draw('path', {
          d: `M${from} ${y}H${to}M${to + back} ${y - 5}L${to} ${y}L${to + back} ${y + 5}`,
          fill: 'none',
          'stroke-width': 2,
        }),
        draw('text', { x: width / 2, y: y - 5, 'text-anchor': 'middle' }, call),
      );
    } else {
      const sides = at === 'both' ? [lifeline.caller, lifeline.callee] : [lifeline[at]];
      const [x, anchor] =
        at === 'both'
          ? [width / 2, 'middle']
          : at === 'caller'
            ? [lifeline.caller + 12, 'start']
            : [lifeline.callee - 12, 'end'];
      row.append(
        ...sides.map((cx) => draw('circle', { cx, cy: y, r: 6, 'stroke-width': 2 })),
        draw('text', { x, y: y + 4, 'text-anchor': anchor }, call),
      );
    }
    svg.append(row);
    return [id, row] as const;
  }),
);

/** Shows what is done, what comes next, and what went wrong. */
export function showProgress(done: ReadonlySet<StepId>, next: StepId | undefined, failed: StepId | undefined) {
  for (const [id, row] of rows) {
    const colour =
      id === failed ? 'var(--bad)' : done.has(id) ? 'var(--accent)' : id === next ? 'var(--muted)' : 'var(--line)';
    row.setAttribute('font-weight', id === next ? '700' : '400');
    for (const shape of row.querySelectorAll('path, circle')) {
      shape.setAttribute('stroke', colour);
      if (shape.nodeName === 'circle') shape.setAttribute('fill', done.has(id) ? colour : 'var(--surface)');
    }
    const text = row.querySelector('text')!;
    text.setAttribute('fill', id === failed ? colour : done.has(id) || id === next ? 'var(--text)' : 'var(--muted)');
  }
  const coming = steps.find(({ id }) => id === next);
  svg.setAttribute(
    'aria-label',
    `Diagram of the call: ${done.size} of ${steps.length} steps are done. ${coming ? `Next: ${coming.label}.` : ''}`,
  );
}

/** Lets a letter travel along the arrow of a step, unless the person wants no movement. */
export function letTravel(id: StepId, durationMs: number) {
  const index = steps.findIndex((step) => step.id === id);
  if (stillness.matches || durationMs === 0) return;
  const y = top + index * rowHeight;
  const letter = draw(
    'g',
    { 'aria-hidden': 'true' },
    draw('rect', { x: -13, y: -9, width: 26, height: 18, rx: 3, fill: 'var(--accent)' }),
    draw('path', { d: 'M-11 -6L0 2L11 -6', fill: 'none', stroke: 'var(--on-accent)', 'stroke-width': 2 }),
  );
  const ends = [lifeline.caller, lifeline.callee].map((x) => ({ transform: `translate(${x}px, ${y}px)` }));
  if (steps[index]!.at === 'to caller') ends.reverse();
  svg.append(letter);
  letter.animate(ends, { duration: durationMs, easing: 'ease-in-out' }).finished.then(
    () => letter.remove(),
    () => letter.remove(),
  );
}
