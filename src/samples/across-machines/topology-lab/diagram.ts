import type { Topology } from './costs.js';
import type { Link } from './link.js';
import type { Person } from './people.js';

const svg = document.querySelector<SVGSVGElement>('#diagram')!;
const lines: SVGLineElement[] = [];
const centre = { x: 160, y: 120 };

/** Draws the participants in a circle, or around the one in the middle, and a line for each connection. */
export function drawDiagram(people: readonly Person[], links: readonly Link[], topology: Topology) {
  const hasMiddle = topology !== 'mesh';
  svg.replaceChildren();
  lines.length = 0;
  const onCircle = hasMiddle ? people.length - 1 : people.length;
  const places = new Map(
    people.map((person, index) => {
      if (hasMiddle && index === 0) return [person, centre];
      const angle = (2 * Math.PI * (hasMiddle ? index - 1 : index)) / onCircle - Math.PI / 2;
      return [person, { x: centre.x + 115 * Math.cos(angle), y: centre.y + 85 * Math.sin(angle) }];
    }),
  );
  for (const { owners } of links) {
    const [from, to] = owners.map((person) => places.get(person)!) as [typeof centre, typeof centre];
    lines.push(add('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
  }
  for (const [{ name, colour }, { x, y }] of places) {
    add('circle', { cx: x, cy: y, r: 14, fill: colour });
    add('text', { x, y: y + 28 }).textContent = name;
  }
  updateDiagram(links, topology);
}

/** Marks the connections that are there, and says in words what is drawn. */
export function updateDiagram(links: readonly Link[], topology: Topology): number {
  const connected = links.filter(isConnected).length;
  for (const [index, link] of links.entries()) lines[index]?.classList.toggle('connected', isConnected(link));
  svg.setAttribute('aria-label', `${topology}: ${connected} of ${links.length} connections are there`);
  return connected;
}

export function clearDiagram() {
  svg.replaceChildren();
  svg.setAttribute('aria-label', 'no connections');
}

const isConnected = ({ ends }: Link) => ends.every(({ connectionState }) => connectionState === 'connected');

function add<Name extends 'line' | 'circle' | 'text'>(name: Name, attributes: Record<string, number | string>) {
  const element = document.createElementNS(svg.namespaceURI, name) as SVGElementTagNameMap[Name];
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  svg.append(element);
  return element;
}
