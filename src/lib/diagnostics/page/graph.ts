import Chart from 'chart.js/auto';
import { element } from './dom.ts';

/** A graph that grows, with its last values as text. */
export interface Graph {
  readonly figure: HTMLElement;
  /** Adds a moment, in seconds since the beginning; a value that is not known leaves a gap. */
  add(second: number, values: Readonly<Record<string, number | undefined>>): void;
  /** Lets go of what the graph listens to. */
  close(): void;
}

/** Makes a graph of up to three series. The table below it is its legend and its text. */
export function graph(caption: string, unit: string, labels: readonly string[]): Graph {
  const canvas = element('canvas', { role: 'img', ariaLabel: `${caption}; the table below has the last values` });
  const cells = labels.map(() => element('td', { textContent: 'none yet' }));
  const rows = labels.map((label, index) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', className: `series-${index + 1}`, textContent: label }),
      cells[index]!,
    ),
  );
  const figure = element(
    'figure',
    { className: 'graph' },
    element('figcaption', { textContent: caption }),
    element('div', { className: 'plot' }, canvas),
    element('table', { ariaLabel: `${caption}: the last values` }, element('tbody', {}, ...rows)),
  );
  const series = labels.map(() => [] as { x: number; y: number | null }[]);

  const make = () => {
    const [line, muted] = [colourOf(figure, '--line'), colourOf(figure, '--muted')];
    const scale = { border: { color: line }, grid: { color: line }, ticks: { color: muted, maxRotation: 0 } };
    return new Chart(canvas, {
      type: 'line',
      data: {
        datasets: series.map((data, index) => ({
          data,
          borderColor: colourOf(figure, `--series-${index + 1}`),
          borderDash: index === 0 ? [] : [4 * index, 3], // told apart without colours too
          order: -index,
          borderWidth: 2,
          pointRadius: 0,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        events: [],
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: { ...scale, type: 'linear', min: 0, title: { display: true, text: 'seconds', color: muted } },
          y: { ...scale, beginAtZero: true, suggestedMax: 1, grace: '10%' },
        },
      },
    });
  };
  let chart: Chart | undefined;
  // A canvas keeps the colours it was drawn with: another scheme needs a new one.
  const remake = () => {
    chart?.destroy();
    chart = make();
  };
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', remake);
  const observer = new MutationObserver(remake);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  return {
    figure,
    add(second, values) {
      for (const [index, label] of labels.entries()) {
        const value = values[label];
        series[index]!.push({ x: second, y: value ?? null });
        cells[index]!.textContent = value === undefined ? 'unknown' : `${inShort(value)} ${unit}`;
      }
      chart ??= make();
      chart.update();
    },
    close() {
      scheme.removeEventListener('change', remake);
      observer.disconnect();
      chart?.destroy();
      chart = undefined;
    },
  };
}

const inShort = (value: number) => String(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** A custom property as a colour that a canvas understands: in a computed style, `light-dark()` has been decided. */
function colourOf(within: HTMLElement, property: string): string {
  const probe = within.querySelector('canvas')!;
  probe.style.color = `var(${property})`;
  return getComputedStyle(probe).color;
}
