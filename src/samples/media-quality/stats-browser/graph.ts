import Chart from 'chart.js/auto';
import { rounded } from './rates.js';

/** A graph of one value over the last minute, and its last value in text. */
export interface Graph {
  /** Adds one moment, in seconds since the beginning; `undefined` leaves a gap and is never drawn as 0. */
  add(second: number, value: number | undefined): void;
  clear(): void;
  /** Ends the graph; the figure is its owner's. */
  remove(): void;
}

const windowSeconds = 60;

/** Puts a title, a graph and a line with the last value into a figure that stands in the page. */
export function graph(figure: HTMLElement, title: string): Graph {
  const { canvas, last: lastValue } = markUp(figure, title);
  const points: { x: number; y: number | null }[] = [];
  const removed = new AbortController();

  const make = () => {
    const [line, muted] = [colourOf(canvas, '--line'), colourOf(canvas, '--muted')];
    const lines = { border: { color: line }, grid: { color: line } };
    const ticks = { color: muted, maxRotation: 0, includeBounds: false };
    const borderColor = colourOf(canvas, '--series-1');
    return new Chart(canvas, {
      type: 'line',
      data: { datasets: [{ data: points, borderColor, borderWidth: 2, pointRadius: 0 }] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        events: [],
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: { ...lines, ticks, type: 'linear', title: { display: true, text: 'seconds', color: muted } },
          y: { ...lines, ticks, type: 'linear', grace: '10%' },
        },
      },
    });
  };
  let chart = make();
  let last = 0;
  const draw = () => {
    const max = Math.max(Math.ceil(last), windowSeconds);
    Object.assign(chart.options.scales!.x!, { min: max - windowSeconds, max });
    chart.update();
  };

  // A canvas keeps the colours it was drawn with: another scheme, by the system or the site's own switch, needs a new one.
  const remake = () => {
    chart.destroy();
    chart = make();
    draw();
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', remake, { signal: removed.signal });
  const observer = new MutationObserver(remake);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    add(second, value) {
      last = second;
      points.push({ x: second, y: value ?? null });
      while (points[0]!.x < second - windowSeconds) points.shift();
      lastValue.textContent = `Last value: ${value === undefined ? 'unknown' : rounded(value)}`;
      draw();
    },
    clear() {
      points.length = 0;
      lastValue.textContent = 'Last value: none yet';
      draw();
    },
    remove() {
      removed.abort();
      observer.disconnect();
      chart.destroy();
    },
  };
}

function markUp(figure: HTMLElement, title: string) {
  const caption = Object.assign(document.createElement('figcaption'), { textContent: title });
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${title} over the last minute; the line below has the last value`);
  const plot = Object.assign(document.createElement('div'), { className: 'plot' });
  plot.append(canvas);
  const last = document.createElement('p');
  figure.prepend(caption, plot, last);
  return { canvas, last };
}

// #region same:colour-of
/** A custom property as a colour that a canvas understands: in a computed style, `light-dark()` has been decided. */
function colourOf(canvas: HTMLCanvasElement, property: string): string {
  canvas.style.color = `var(${property})`;
  return getComputedStyle(canvas).color;
}
// #endregion
