/** One object of a report, as plain data: whatever members the browser gives it. */
export type Stats = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly type: string;
  /** In milliseconds; of the moment for which the values count. */
  readonly timestamp: number;
};

/** All objects of a report, the types in alphabetical order. */
export function statsOf(report: RTCStatsReport): Stats[] {
  return [...(report.values() as Iterable<Stats>)].sort((a, b) => compare(a.type, b.type) || compare(a.id, b.id));
}

/**
 * How much a number has changed in a second. The time between two reports is never exactly the one asked for, so the reports'
 * own clocks count; undefined for what is no number, was not there before, or has not been measured anew.
 */
export function perSecond(member: string, now: Stats, before: Stats | undefined): number | undefined {
  const [to, from] = [now[member], before?.[member]];
  if (typeof to !== 'number' || typeof from !== 'number' || !before) return undefined;
  const seconds = (now.timestamp - before.timestamp) / 1000;
  return seconds > 0 ? (to - from) / seconds : undefined;
}

/** The members worth showing: the two that every object has stand in its heading already. */
export function membersOf(stats: Stats): string[] {
  return Object.keys(stats)
    .filter((member) => member !== 'id' && member !== 'type')
    .sort(compare);
}

/** A value for a person. Lists and records are written as JSON; a long number without the digits that say nothing. */
export function inWords(value: unknown): string {
  if (typeof value === 'number') return rounded(value);
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? '';
}

/** A number of at most three decimals, and at least three digits of what is very small. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 0.001 ? value.toPrecision(3) : String(Number(value.toFixed(3)));
}

/** Whether an object, or a member of it, has all the words that are searched for, in any order. */
export function matches(search: string, stats: Stats, member = ''): boolean {
  const text = `${stats.type} ${stats.id} ${inWords(stats.kind ?? '')} ${member}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
