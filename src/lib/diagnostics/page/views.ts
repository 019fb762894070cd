import type { View } from '../probe.ts';
import { element } from './dom.ts';
import type { Graph } from './graph.ts';

/** Chart.js is large: it comes after the page, and before the network may be gone. */
const graphModule = import('./graph.ts');

/** The pictures of one card. */
export interface Views {
  readonly container: HTMLElement;
  show(view: View): void;
  /** The check is over: what moved stands still. */
  finish(): void;
  /** Takes everything away, and lets go of it. */
  close(): void;
}

type ViewOf<Kind extends View['kind']> = Extract<View, { kind: Kind }>;

/** Draws what checks show. A view with the same key replaces the one before, or continues it if it is a graph or a meter. */
export function views(): Views {
  const container = element('div', { className: 'views' });
  const figures = new Map<string, HTMLElement>();
  const graphs = new Map<string, { graph: Promise<Graph> }>();
  const urls: string[] = [];
  let closed = false;

  const put = (key: string, figure: HTMLElement) => {
    const before = figures.get(key);
    // What a person has folded or unfolded stays so while rows come in.
    if (before instanceof HTMLDetailsElement && figure instanceof HTMLDetailsElement && before.dataset.touched) {
      figure.open = before.open;
      figure.dataset.touched = 'yes';
    }
    figure.addEventListener('click', () => (figure.dataset.touched = 'yes'));
    if (before) before.replaceWith(figure);
    else container.append(figure);
    figures.set(key, figure);
  };

  const addToGraph = ({ key, caption, unit, second, values }: ViewOf<'graph'>) => {
    let entry = graphs.get(key);
    if (!entry) {
      const made = graphModule.then(({ graph }) => graph(caption, unit, Object.keys(values)));
      entry = { graph: made };
      graphs.set(key, entry);
      const place = element('div');
      put(key, place);
      void made.then((graph) => (closed ? graph.close() : put(key, graph.figure)));
    }
    void entry.graph.then((graph) => {
      if (!closed) graph.add(second, values);
    });
  };

  return {
    container,
    show(view) {
      if (closed) return;
      if (view.kind === 'graph') addToGraph(view);
      else if (view.kind === 'level') level(view, figures.get(view.key), put);
      else if (view.kind === 'recording') put(view.key, recording(view, urls));
      else put(view.key, still(view));
    },
    finish() {
      for (const video of container.querySelectorAll('video')) freeze(video);
      for (const figure of container.querySelectorAll('.level')) figure.remove();
    },
    close() {
      closed = true;
      for (const video of container.querySelectorAll('video')) video.srcObject = null;
      for (const url of urls) URL.revokeObjectURL(url);
      for (const { graph } of graphs.values()) void graph.then((one) => one.close());
      container.replaceChildren();
    },
  };
}

function still(view: ViewOf<'stream' | 'table' | 'bars' | 'route'>): HTMLElement {
  switch (view.kind) {
    case 'stream':
      return stream(view);
    case 'table':
      return table(view);
    case 'bars':
      return bars(view);
    case 'route':
      return route(view);
  }
}

function stream({ label, stream: shown }: ViewOf<'stream'>): HTMLElement {
  const video = element('video', {
    autoplay: true,
    muted: true,
    playsInline: true,
    srcObject: shown,
    ariaLabel: label,
  });
  const last = element('canvas', {
    width: 0,
    height: 0,
    role: 'img',
    ariaLabel: `${label}: the last picture`,
    hidden: true,
  });
  // A picture is kept now and then: when the camera goes off, its last one is gone.
  let count = 0;
  const keep = () => {
    if (!video.srcObject) return;
    if (count++ % 10 === 0) {
      Object.assign(last, { width: video.videoWidth, height: video.videoHeight });
      last.getContext('2d')?.drawImage(video, 0, 0);
    }
    video.requestVideoFrameCallback(keep);
  };
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(keep);
  // A muted picture outside the window does not begin by itself everywhere.
  video.play().catch(() => undefined);
  return element('figure', {}, video, last, element('figcaption', { textContent: label }));
}

/** The last picture stays when the camera goes off. */
function freeze(video: HTMLVideoElement) {
  const last = video.nextElementSibling as HTMLCanvasElement;
  video.srcObject = null;
  if (last.width === 0) return video.closest('figure')?.remove();
  last.hidden = false;
  video.remove();
}

/** The lower end of a meter; quieter than that looks the same to everybody. */
const meterFloorDbfs = -80;

function level(
  { key, label, channels }: ViewOf<'level'>,
  before: HTMLElement | undefined,
  put: (key: string, figure: HTMLElement) => void,
) {
  let meters = before ? [...before.querySelectorAll('meter')] : [];
  if (meters.length !== channels.length) {
    meters = channels.map((_, index) =>
      element('meter', {
        min: meterFloorDbfs,
        max: 0,
        low: -45,
        high: -3,
        optimum: -20,
        ariaLabel: channels.length > 1 ? `${label}, channel ${index + 1}` : label,
      }),
    );
    put(key, element('figure', { className: 'level' }, element('figcaption', { textContent: label }), ...meters));
  }
  for (const [index, { peakDbfs }] of channels.entries())
    meters[index]!.value = Number.isFinite(peakDbfs) ? Math.max(peakDbfs, meterFloorDbfs) : meterFloorDbfs;
}

function recording({ label, blob }: ViewOf<'recording'>, urls: string[]): HTMLElement {
  const src = URL.createObjectURL(blob);
  urls.push(src);
  const audio = element('audio', { controls: true, src, ariaLabel: label });
  return element('figure', {}, element('figcaption', { textContent: label }), audio);
}

/** More rows than this are folded away until somebody wants them. */
const fewRows = 5;

function table({ caption, columns, rows }: ViewOf<'table'>): HTMLElement {
  const head = element('tr', {}, ...columns.map((text) => element('th', { scope: 'col', textContent: text })));
  const body = rows.map((row) =>
    element('tr', {}, ...row.map((cell) => element('td', { textContent: cell === undefined ? '' : String(cell) }))),
  );
  const made = element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
  const scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: caption }, made);
  return element('details', { open: rows.length <= fewRows }, element('summary', { textContent: caption }), scroll);
}

function bars({ caption, bars: all }: ViewOf<'bars'>): HTMLElement {
  const max = Math.max(1, ...all.map(({ value }) => value));
  const rows = all.map(({ label, value, text }) =>
    element(
      'li',
      {},
      element('span', { textContent: label }),
      element('meter', { min: 0, max, value, ariaLabel: label }),
      element('span', { textContent: text }),
    ),
  );
  return element(
    'figure',
    { className: 'bars' },
    element('figcaption', { textContent: caption }),
    element('ul', {}, ...rows),
  );
}

function route({ caption, stops }: ViewOf<'route'>): HTMLElement {
  const items = stops.map(({ label, detail }) =>
    element('li', {}, element('strong', { textContent: label }), element('span', { textContent: detail })),
  );
  return element(
    'figure',
    { className: 'route' },
    element('figcaption', { textContent: caption }),
    element('ol', {}, ...items),
  );
}
