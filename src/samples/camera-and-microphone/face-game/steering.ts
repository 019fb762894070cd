/**
 * Where the ship is wanted, from 0 at the left to 1 at the right, for a face at `faceX` of the camera's picture. Whoever leans
 * to their right moves to the left of the picture: it looks at them, so right and left change places.
 */
export function targetOf(faceX: number, centre: number, sensitivity: number): number {
  return Math.min(1, Math.max(0, 0.5 - (faceX - centre) * sensitivity));
}

// #region same:count-rate
/** Counts: each call is one event at a time in milliseconds, and gives the events a second over so many of the last ones. */
export function countRate(events: number): (nowMs: number) => number {
  const times: number[] = [];
  return (nowMs) => {
    times.push(nowMs);
    if (times.length > events) times.shift();
    const lasted = nowMs - times[0]!;
    return lasted > 0 ? (1000 * (times.length - 1)) / lasted : 0;
  };
}
// #endregion
