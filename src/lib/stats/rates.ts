import type { Report } from './reports.ts';
import { thresholds } from './thresholds.ts';

/**
 * What the time between two reports of one object is good for. `measured`: for figures. The others give none: it is the
 * `first` report; it came too `short` after the one before; there is a `gap`, since the tab was hidden or the machine slept;
 * or the counting `restarted`, because the stream or the way is another one.
 */
export type IntervalKind = 'measured' | 'first' | 'short' | 'gap' | 'restarted';

/** Two reports of one object, and what lies between. */
export interface Between<T> {
  readonly before: T | undefined;
  readonly after: T;
  readonly kind: IntervalKind;
  /** By the reports' own timestamps, not by our timer. */
  readonly seconds: number;
}

/** The counters that never fall while an object stays the same. */
const ofOneLife = ['bytesSent', 'bytesReceived', 'packetsSent', 'packetsReceived', 'framesEncoded', 'framesDecoded'];

/** Looks at two reports of one object. Only `after` is needed: without the one before there are no rates, but values. */
export function between<T extends Report>(
  before: T | undefined,
  after: T,
  { leastMs, mostMs }: { readonly leastMs: number; readonly mostMs: number } = thresholds.interval,
): Between<T> {
  const elapsedMs = before ? after.timestamp - before.timestamp : 0;
  const kind = !before
    ? 'first'
    : isOther(before, after)
      ? 'restarted'
      : elapsedMs < leastMs
        ? 'short'
        : elapsedMs > mostMs
          ? 'gap'
          : 'measured';
  return { before, after, kind, seconds: elapsedMs / 1000 };
}

/** Whether counting began anew. Firefox gives the id of a stream that is gone to the next one, so the SSRC counts too. */
function isOther(before: object, after: object): boolean {
  const was = before as Readonly<Record<string, number | undefined>>;
  const is = after as Readonly<Record<string, number | undefined>>;
  return was.ssrc !== is.ssrc || ofOneLife.some((name) => (difference(is[name], was[name]) ?? 0) < 0);
}

/** The members of a report that are numbers. */
export type NumberOf<T> = { [K in keyof T]-?: NonNullable<T[K]> extends number ? K : never }[keyof T];

/** By how much a member changed; it may have fallen. Undefined where it is missing, or the interval is not good for figures. */
export function change<T>({ before, after, kind }: Between<T>, name: NumberOf<T>): number | undefined {
  if (kind !== 'measured') return undefined;
  return difference(after[name] as number | undefined, before?.[name] as number | undefined);
}

/** By how much a counter grew. Undefined if it fell: then it is not the same counter any more. */
export function growth<T>(pair: Between<T>, name: NumberOf<T>): number | undefined {
  const grown = change(pair, name);
  return grown !== undefined && grown >= 0 ? grown : undefined;
}

/** How much a counter grew each second, times `factor`. */
export function rate<T>(pair: Between<T>, name: NumberOf<T>, factor = 1): number | undefined {
  return quotient(growth(pair, name), pair.seconds, factor);
}

/** How much one counter grew for each step of another, times `factor`. */
export function ratio<T>(pair: Between<T>, name: NumberOf<T>, by: NumberOf<T>, factor = 1): number | undefined {
  return quotient(growth(pair, name), growth(pair, by), factor);
}

/** A division that is unknown where it makes no sense: where a part is unknown, or nothing is divided by. */
export function quotient(above: number | undefined, below: number | undefined, factor = 1): number | undefined {
  if (above === undefined || below === undefined || below <= 0) return undefined;
  return finite((above / below) * factor);
}

/** A difference, where both parts are known. */
export function difference(from: number | undefined, what: number | undefined): number | undefined {
  return from === undefined || what === undefined ? undefined : finite(from - what);
}

/** The sum of what is known; undefined if nothing is. */
export function sum(values: Iterable<number | undefined>): number | undefined {
  let total: number | undefined;
  for (const value of values) if (value !== undefined) total = (total ?? 0) + value;
  return total;
}

/** The value in another unit, where it is known. */
export function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : finite(value * factor);
}

const finite = (value: number) => (Number.isFinite(value) ? value : undefined);

/** A table of metrics: each a function of two reports of one object. */
export type Metrics<T> = Readonly<Record<string, (pair: Between<T>) => number | string | boolean | undefined>>;

/** What a table of metrics gives. What is unknown is left out. */
export type Figures<M> = {
  readonly [K in keyof M]?: M[K] extends (pair: never) => infer V ? Exclude<V, undefined> : never;
};

/** Computes all metrics of a table. */
export function figuresOf<T, const M extends Metrics<T>>(metrics: M, pair: Between<T>): Figures<M> {
  const figures: Record<string, number | string | boolean> = {};
  for (const [name, metric] of Object.entries(metrics)) {
    const value = metric(pair);
    if (value !== undefined) figures[name] = value;
  }
  return figures as Figures<M>;
}

/**
 * The mean loudness in dBFS: the root of the mean square energy. At digital silence −127, the lowest level of RFC 6464, so
 * that it stays a number.
 */
export function dbfs(meanSquare: number | undefined): number | undefined {
  return meanSquare === undefined ? undefined : Math.max(-127, 10 * Math.log10(meanSquare));
}
