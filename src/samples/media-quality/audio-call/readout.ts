import { compare, type Asked } from './comparison.js';
import type { Figures } from './figures.js';
import { graph } from './graph.js';

const figure = (id: string) => document.querySelector<HTMLElement>(id)!;
const comparison = document.querySelector<HTMLTableSectionElement>('#comparison')!;
const meter = document.querySelector<HTMLMeterElement>('#level')!;

const bitrate = graph(figure('#bitrate'), 'Bitrate', 'kbps', 1, ['sent', 'target']);
const packets = graph(figure('#packets'), 'Packets per second', '', 1, ['sent']);
const loudness = graph(figure('#loudness'), 'Level', '', 2, ['loudest of the second']);
const jitter = graph(figure('#jitter'), 'Jitter', 'ms', 1, ['received']);

/** Shows how loud it is now, from 0 to 1. */
export function showLevel(level: number) {
  meter.value = level;
}

/** Draws one more moment, and puts what was asked beside it. */
export function showFigures(second: number, figures: Figures, level: number, asked: Asked, sendsRed: boolean) {
  bitrate.add(second, { sent: figures.sentKbps, target: figures.targetKbps });
  packets.add(second, { sent: figures.packetsPerSecond });
  loudness.add(second, { 'loudest of the second': level });
  jitter.add(second, { received: figures.jitterMs });
  comparison.replaceChildren(
    ...compare(asked, figures, sendsRed).map(({ what, asked: wish, got, differs }) => {
      const row = document.createElement('tr');
      const head = Object.assign(document.createElement('th'), { scope: 'row', textContent: what });
      const cells = [wish, differs ? `${got}: not what was asked` : got].map((text) =>
        Object.assign(document.createElement('td'), { textContent: text }),
      );
      if (differs) cells[1]!.className = 'warning';
      row.append(head, ...cells);
      return row;
    }),
  );
}

/** Forgets the call before. */
export function clearFigures() {
  for (const each of [bitrate, packets, loudness, jitter]) each.clear();
  comparison.replaceChildren();
}
