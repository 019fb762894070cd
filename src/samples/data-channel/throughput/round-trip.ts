/** Measures how long a small message takes to the other side and back. */
export interface RoundTrip {
  /** Sends a message, unless one is still on its way. */
  ask(): void;
  /** Of the last message in milliseconds, or of the one that is on its way if that takes longer; undefined before the first. */
  readonly ms: number | undefined;
}

/** Asks over a channel whose other end is given to `answer`. */
export function watchRoundTrip(channel: RTCDataChannel): RoundTrip {
  let [lastMs, askedMs] = [undefined, undefined] as (number | undefined)[];
  channel.addEventListener('message', ({ data }) => {
    if (askedMs === undefined || data !== String(askedMs)) return; // not the answer to what was asked
    lastMs = performance.now() - askedMs;
    askedMs = undefined;
  });
  return {
    ask() {
      if (askedMs !== undefined || channel.readyState !== 'open') return;
      askedMs = performance.now();
      channel.send(String(askedMs));
    },
    get ms() {
      if (askedMs === undefined) return lastMs;
      const waitedMs = performance.now() - askedMs;
      return lastMs === undefined ? undefined : Math.max(lastMs, waitedMs);
    },
  };
}

/** Sends back at once whatever is as short as a question. */
export function answer(channel: RTCDataChannel) {
  channel.addEventListener('message', ({ data }) => {
    if (typeof data === 'string' && data.length < 32 && channel.readyState === 'open') channel.send(data);
  });
}
