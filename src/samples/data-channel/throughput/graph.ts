import Chart from 'chart.js/auto';

/** A graph of one value over the last minute, with the last value and the highest in a table. */
export interface Graph {
  /** Adds one moment, in seconds since the beginning; `undefined` leaves a gap and is never drawn as 0. It is shown by `draw`. */
  add(second: number, value: number | undefined): void;
  draw(): void;
  clear(): void;
}

const windowSeconds = 60;

/** Fills a figure with a graph and its table; `unit` stands behind every value. */
export function graph(figure: HTMLElement, title: string, unit: string, series: 1 | 2 | 3): Graph {
  const { canvas, lastCell, highestCell } = markUp(figure, title, unit);
  const points: { x: number; y: number | null }[] = [];
  let highest: number | undefined;

  const make = () => {
    const [line, muted] = [colourOf(canvas, '--line'), colourOf(canvas, '--muted')];
    const lines = { border: { color: line }, grid: { color: line } };
    const ticks = { color: muted, maxRotation: 0, includeBounds: false };
    const borderColor = colourOf(canvas, `--series-${series}`);
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
          y: { ...lines, ticks: { ...ticks, maxTicksLimit: 6 }, type: 'linear', beginAtZero: true, grace: '10%' },
        },
      },
    });
  };
  let chart = make();
  const draw = () => {
    const { x = 0, y } = points.at(-1) ?? {};
    lastCell.textContent = points.length === 0 ? 'none yet' : withUnit(y ?? undefined, unit);
    highestCell.textContent = points.length === 0 ? 'none yet' : withUnit(highest, unit);
    const max = Math.max(5, Math.ceil(x)); // grows with a short run: it fills the graph, too
    Object.assign(chart.options.scales!.x!, { min: Math.max(0, max - windowSeconds), max });
    chart.update();
  };
  const clear = () => {
    points.length = 0;
    highest = undefined;
    draw();
  };
  clear();

  // A canvas keeps the colours it was drawn with: another scheme, by the system or the site's own switch, needs a new one.
  const remake = () => {
    chart.destroy();
    chart = make();
    draw();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', remake);
  new MutationObserver(remake).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    draw,
    clear,
    add(second, value) {
      points.push({ x: second, y: value ?? null });
      while (points[0]!.x < second - windowSeconds) points.shift();
      if (value !== undefined) highest = Math.max(highest ?? 0, value);
    },
  };
}

const withUnit = (value: number | undefined, unit: string) =>
  value === undefined ? 'unknown' : `${value.toFixed(1)} ${unit}`;

function markUp(figure: HTMLElement, title: string, unit: string) {
  const caption = Object.assign(document.createElement('figcaption'), { textContent: `${title}, ${unit}` });
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${title} over the last minute; the table below has the last value`);
  const plot = Object.assign(document.createElement('div'), { className: 'plot' });
  plot.append(canvas);
  const table = document.createElement('table');
  table.setAttribute('aria-label', `${title} in figures`);
  const cellOf = (name: string) => {
    const row = table.insertRow();
    row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
    return Object.assign(row.insertCell(), { className: 'number' });
  };
  const [lastCell, highestCell] = [cellOf('last'), cellOf('highest')];
  figure.append(caption, plot, table);
  return { canvas, lastCell, highestCell };
}

// #region same:colour-of
/** A custom property as a colour that a canvas understands: in a computed style, `light-dark()` has been decided. */
function colourOf(canvas: HTMLCanvasElement, property: string): string {
  canvas.style.color = `var(${property})`;
  return getComputedStyle(canvas).color;
}
// #endregion
