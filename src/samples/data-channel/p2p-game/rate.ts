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
