import Chart from 'chart.js/auto';

/** A graph of the last minute, and below it a table with the last value of each series. */
export interface Graph<Label extends string> {
  /** Adds one moment, in seconds since the beginning; `undefined` leaves a gap and is never drawn as 0. */
  add(second: number, values: Readonly<Record<Label, number | undefined>>): void;
  clear(): void;
}

const windowSeconds = 60;

/**
 * Fills a figure with a graph; `unit` and so many digits behind the point stand in the table, which is the legend too, and says
 * in text what the canvas can only show.
 */
export function graph<Label extends string>(
  figure: HTMLElement,
  title: string,
  unit: string,
  digits: number,
  labels: readonly Label[],
): Graph<Label> {
  const { canvas, cells } = markUp(figure, title, labels);
  const series = labels.map(() => [] as { x: number; y: number | null }[]);

  const make = () => {
    const [line, muted] = [colourOf(canvas, '--line'), colourOf(canvas, '--muted')];
    const lines = { border: { color: line }, grid: { color: line } };
    const ticks = { color: muted, maxRotation: 0, includeBounds: false };
    return new Chart(canvas, {
      type: 'line',
      data: {
        datasets: series.map((data, index) => ({
          data,
          borderColor: colourOf(canvas, `--series-${index + 1}`),
          borderDash: index === 0 ? [] : [4, 3], // told apart without colours too
          order: -index, // dashes on top of the line they may fall on
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
          x: { ...lines, ticks, type: 'linear', title: { display: true, text: 'seconds', color: muted } },
          y: { ...lines, ticks, type: 'linear', beginAtZero: true, grace: '10%' },
        },
      },
    });
  };
  let chart = make();
  let last = 0;
  const draw = (second: number) => {
    last = second;
    const max = Math.max(Math.ceil(second), windowSeconds);
    Object.assign(chart.options.scales!.x!, { min: max - windowSeconds, max });
    chart.update();
  };
  const clear = () => {
    for (const points of series) points.length = 0;
    for (const cell of cells) cell.textContent = 'none yet';
    draw(0);
  };
  clear();

  // A canvas keeps the colours it was drawn with: another scheme, by the system or the site's own switch, needs a new one.
  const remake = () => {
    chart.destroy();
    chart = make();
    draw(last);
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', remake);
  new MutationObserver(remake).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    clear,
    add(second, values) {
      for (const [index, label] of labels.entries()) {
        const points = series[index]!;
        const value = values[label];
        points.push({ x: second, y: value ?? null });
        while (points[0]!.x < second - windowSeconds) points.shift();
        cells[index]!.textContent = value === undefined ? 'unknown' : `${value.toFixed(digits)} ${unit}`.trim();
      }
      draw(second);
    },
  };
}

/** Puts the title, the canvas and the table into the figure; a cell for each label is what comes back. */
function markUp(figure: HTMLElement, title: string, labels: readonly string[]) {
  const caption = Object.assign(document.createElement('figcaption'), { textContent: title });
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${title} over the last minute; the table below has the last values`);
  const plot = Object.assign(document.createElement('div'), { className: 'plot' });
  plot.append(canvas);
  const table = document.createElement('table');
  table.setAttribute('aria-label', `${title}: the last values`);
  const cells = labels.map((label, index) => {
    const row = table.insertRow();
    const head = document.createElement('th');
    row.append(Object.assign(head, { scope: 'row', textContent: label, className: `series-${index + 1}` }));
    return Object.assign(row.insertCell(), { className: 'number' });
  });
  figure.append(caption, plot, table);
  return { canvas, cells };
}

// #region same:colour-of
/** A custom property as a colour that a canvas understands: in a computed style, `light-dark()` has been decided. */
function colourOf(canvas: HTMLCanvasElement, property: string): string {
  canvas.style.color = `var(${property})`;
  return getComputedStyle(canvas).color;
}
// #endregion
