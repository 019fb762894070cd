import type { Stamp } from './message.js';

const lastMoves = 200; // the part that was lost is reckoned over so many

/** Keeps what the stamps say: which moves were lost, and how long the way takes. */
export function createPulse() {
  let [sent, newest, heardMs, heardAtMs] = [0, 0, 0, 0];
  let roundTripMs: number | undefined;
  let got: number[] = []; // the numbers that came, of the last ones

  return {
    /** The stamp of the next move. */
    stamp(nowMs: number): Stamp {
      const heldMs = heardAtMs === 0 ? 0 : nowMs - heardAtMs;
      return { n: ++sent, atMs: nowMs, heardMs, heldMs };
    },
    /** Takes the stamp of a move that came, and answers whether the move is news: one that was overtaken is not. */
    take(stamp: Stamp, nowMs: number): boolean {
      got.push(stamp.n);
      if (stamp.n <= newest) return false;
      newest = stamp.n;
      got = got.filter((n) => n > newest - lastMoves);
      [heardMs, heardAtMs] = [stamp.atMs, nowMs];
      const tripMs = nowMs - stamp.heardMs - stamp.heldMs;
      // The first stamps answer nothing, and a stamp can say anything.
      if (stamp.heardMs > 0 && tripMs >= 0 && tripMs < 5000)
        roundTripMs = roundTripMs === undefined ? tripMs : roundTripMs + (tripMs - roundTripMs) / 20;
      return true;
    },
    /** There and back, smoothed, in milliseconds. */
    get roundTripMs() {
      return roundTripMs;
    },
    /** The part of the last moves that never came. */
    get lostPercent() {
      const due = Math.min(newest, lastMoves);
      return due === 0 ? undefined : 100 * Math.max(0, 1 - new Set(got).size / due);
    },
  };
}
