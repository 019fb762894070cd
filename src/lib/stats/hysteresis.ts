import { thresholds } from './thresholds.ts';

/**
 * Whether an alarm stands after each second, from whether each was bad. It is raised when `raiseAt` of the last `raiseOf` known
 * seconds were bad, and cleared after `clearAfter` good ones in a row, so that it does not flicker. A second of which nothing
 * is known changes nothing.
 */
export function alarms(
  bad: readonly (boolean | undefined)[],
  { raiseAt, raiseOf, clearAfter }: Hysteresis = thresholds.call,
): boolean[] {
  let isRaised = false;
  let last: readonly boolean[] = [];
  return bad.map((isBad) => {
    if (isBad === undefined) return isRaised;
    last = [...last, isBad].slice(-Math.max(raiseOf, clearAfter));
    if (last.slice(-raiseOf).filter(Boolean).length >= raiseAt) isRaised = true;
    else if (last.length >= clearAfter && !last.slice(-clearAfter).includes(true)) isRaised = false;
    return isRaised;
  });
}

/** When an alarm is raised and cleared, in seconds. */
export interface Hysteresis {
  readonly raiseAt: number;
  readonly raiseOf: number;
  readonly clearAfter: number;
}

/** The last seconds, on which a verdict stands. */
export function windowOf<T>(seconds: readonly T[], lengthS: number = thresholds.call.windowS): readonly T[] {
  return seconds.slice(-lengthS);
}
