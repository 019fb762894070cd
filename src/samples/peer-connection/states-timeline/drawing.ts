import { bandsOf, inShort, kindOf, lanes, placesOf, type Change, type Lane } from './timeline.js';

const svg = document.querySelector<SVGSVGElement>('#timeline')!;
const names = Object.entries(lanes) as [Lane, string][];
const left = 112; // room for the names
const rowHeight = 24;
const headHeight = 28;
const endHeight = headHeight + names.length * rowHeight;
const height = 2 * endHeight + 24;
const letterWidth = 6.6;

function draw(name: string, attributes: Readonly<Record<string, string | number>>, text = '') {
  const element = document.createElementNS(svg.namespaceURI, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  element.append(text);
  return element;
}

/** Draws a band for each state of each end, up to now. The drawing is as wide as the page, so nothing has to be scrolled. */
export function drawTimeline(changes: readonly Change[], nowMs: number) {
  const width = Math.max(svg.clientWidth, 280);
  const bands = bandsOf(changes, nowMs);
  const places = placesOf(bands.flatMap(({ atMs, untilMs }) => [atMs, untilMs]));
  const xOf = (ms: number) => left + places.get(ms)! * (width - left - 1);

  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('height', String(height));
  svg.setAttribute('aria-label', `Bands of ${names.length} states of two ends. The table below says the same as text.`);
  svg.replaceChildren();

  let free = left; // up to here the axis is written full
  for (const [ms, place] of places) {
    const x = xOf(ms);
    const label = inShort(ms);
    if (x < free) continue;
    const isLast = place === 1;
    if (!isLast && x + label.length * letterWidth > width - 56) continue; // or it would stand in the way of the last
    free = x + (label.length + 2) * letterWidth;
    svg.append(
      draw('line', { x1: x, x2: x, y1: headHeight, y2: height - 18, class: 'moment' }),
      draw('text', { x, y: height - 4, 'text-anchor': isLast ? 'end' : 'start' }, label),
    );
  }

  for (const [index, end] of (['caller', 'callee'] as const).entries()) {
    const top = index * endHeight;
    svg.append(draw('text', { x: 0, y: top + 18, 'font-weight': 700 }, end));
    for (const [row, [lane, name]] of names.entries()) {
      const y = top + headHeight + row * rowHeight;
      svg.append(draw('text', { x: 0, y: y + 15 }, name));
      for (const band of bands.filter((one) => one.end === end && one.lane === lane)) {
        const x = xOf(band.atMs);
        const bandWidth = xOf(band.untilMs) - x;
        const box = draw('rect', { x, y, width: bandWidth, height: rowHeight - 4, class: kindOf(band.state) });
        box.append(draw('title', {}, `${name}: ${band.state}, from ${inShort(band.atMs)} on`));
        svg.append(box);
        // A name that does not fit is left to the colour, the pointer and the table.
        if (band.state.length * letterWidth + 8 < bandWidth)
          svg.append(draw('text', { x: x + 4, y: y + 15, 'pointer-events': 'none' }, band.state));
      }
    }
  }
}
