import type { SdpLine } from './sdp-lines.js';
import type { Section } from './sections.js';

const tree = document.querySelector<HTMLElement>('#tree')!;
const opened = new Set<string>(); // what a person has opened stays open when the next offer comes

/** Shows sections, in them topics, in them lines with their meaning. All of it opens and closes with mouse and keyboard. */
export function showTree(sections: readonly Section[]) {
  tree.replaceChildren(
    ...sections.map(({ title, topics }, number) =>
      branch(
        `${number}`,
        title,
        topics.map((topic) =>
          branch(`${number} ${topic.title}`, `${topic.title} (${topic.lines.length})`, [list(topic.lines)]),
        ),
      ),
    ),
  );
}

function branch(key: string, title: string, content: readonly Node[]): HTMLDetailsElement {
  const details = Object.assign(document.createElement('details'), { open: opened.has(key) });
  details.append(Object.assign(document.createElement('summary'), { textContent: title }), ...content);
  details.addEventListener('toggle', () => (details.open ? opened.add(key) : opened.delete(key)));
  return details;
}

function list(lines: readonly SdpLine[]): HTMLDListElement {
  const element = document.createElement('dl');
  for (const { text, meaning } of lines) {
    const term = document.createElement('dt');
    term.append(Object.assign(document.createElement('code'), { textContent: text }));
    element.append(term, Object.assign(document.createElement('dd'), { textContent: meaning }));
  }
  return element;
}
