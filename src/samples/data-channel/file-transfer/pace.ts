/** How fast something moves, and how long it will take. Unknown (undefined) until there is something to reckon with. */
export interface Pace {
  readonly bytesPerS: number | undefined;
  readonly secondsLeft: number | undefined;
}

const windowMs = 3000;

/** Watches a number of bytes grow towards a total. A rate of the last seconds follows what happens, and does not jump. */
export function watchPace(totalBytes: number) {
  let marks: { atMs: number; bytes: number }[] = [];
  return {
    /** Says where things stand at a moment, in milliseconds of any clock that only goes forward. */
    at(bytes: number, atMs: number): Pace {
      marks.push({ atMs, bytes });
      // The youngest mark that is older than the window stays: the rate is reckoned from it.
      while (marks.length > 2 && marks[1]!.atMs <= atMs - windowMs) marks.shift();
      const [first] = marks as [{ atMs: number; bytes: number }];
      const passedMs = atMs - first.atMs;
      if (passedMs < 200) return { bytesPerS: undefined, secondsLeft: undefined };
      const bytesPerS = ((bytes - first.bytes) / passedMs) * 1000;
      return { bytesPerS, secondsLeft: bytesPerS > 0 ? (totalBytes - bytes) / bytesPerS : undefined };
    },
    /** After a pause: what was before says nothing of now. */
    restart: () => void (marks = []),
  };
}

/** Bytes as a person reads them: megabytes of a million bytes, as disks and networks count. */
export function inWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** A time as a person says it. */
export function timeInWords(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
