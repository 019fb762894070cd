/** How the pictures follow each other, in milliseconds. */
export interface Pauses {
  /** The distance of two pictures that is usual in this call: the middle one of the last twenty. */
  readonly usual: number | undefined;
  /** The longest time without a new picture that ended after `reset`, or has not ended yet. */
  readonly longest: number | undefined;
}

/** Notes when pictures come; pure, so that it can be tested without a video. */
export function followPauses() {
  const distances: number[] = [];
  let last: number | undefined;
  let longest = 0;
  return {
    frame(nowMs: number) {
      if (last !== undefined) {
        longest = Math.max(longest, nowMs - last);
        distances.push(nowMs - last);
        if (distances.length > 20) distances.shift();
      }
      last = nowMs;
    },
    /** From here on the longest pause is measured anew; the one that is going on counts from its beginning. */
    reset() {
      longest = 0;
    },
    read(nowMs: number): Pauses {
      const usual = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)];
      return { usual, longest: last === undefined ? undefined : Math.max(longest, nowMs - last) };
    },
  };
}

/** Follows the pictures of a video element, as they are shown, until the signal says that it is enough. */
export function watchPauses(video: HTMLVideoElement, until: AbortSignal) {
  const pauses = followPauses();
  // The callback stands for one picture; whoever wants the next one too has to ask again.
  const next = () =>
    video.requestVideoFrameCallback((nowMs) => {
      if (until.aborted) return;
      pauses.frame(nowMs);
      next();
    });
  next();
  return pauses;
}
