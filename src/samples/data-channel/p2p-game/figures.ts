import type { Side } from './side.js';

const scoreLine = document.querySelector<HTMLElement>('#score')!;
const captions = document.querySelectorAll<HTMLElement>('.views figcaption');
const lines = document.querySelector<HTMLElement>('#lines tbody')!;

/** Says the score, and says it again only when it is another one: somebody may have it read out. */
export function showScore(sides: readonly Side[], names: readonly [string, string]) {
  const words = sides.map(({ world: { score } }) => `${names[0]} ${score[0]}, ${names[1]} ${score[1]}`);
  write(scoreLine, words[0]!);
  for (const [index, caption] of captions.entries())
    write(caption, sides.length > 1 ? `As the ${index === 0 ? 'left' : 'right'} side sees it: ${words[index]}` : '');
}

/** Shows what each side says of its end of the channel. */
export function showLines(sides: readonly Side[]) {
  const rows = sides.flatMap(({ line, name }) => {
    if (!line) return [];
    const row = document.createElement('tr');
    row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
    const { channel, sentPerS, roundTripMs, lostPercent } = line;
    const delay = roundTripMs === undefined ? 'unknown' : `${(roundTripMs / 2).toFixed(0)} ms`;
    const lost = lostPercent === undefined ? 'unknown' : `${lostPercent.toFixed(1)} %`;
    for (const text of [sentPerS.toFixed(0), delay, lost])
      Object.assign(row.insertCell(), { textContent: text, className: 'number' });
    for (const option of [channel.ordered, channel.maxRetransmits]) row.insertCell().textContent = String(option);
    return [row];
  });
  lines.replaceChildren(...rows);
}

function write(element: HTMLElement, text: string) {
  if (element.textContent !== text) element.textContent = text;
}
