/**
 * What a check has opened. It is closed once: when the check is over, or at the very moment its signal aborts, even if the
 * check still waits for something. Whatever comes in later is closed at once.
 */
export class Resources {
  readonly #closers: (() => void)[] = [];
  #closed = false;

  constructor(signal: AbortSignal) {
    if (signal.aborted) this.#closed = true;
    else signal.addEventListener('abort', () => this.close(), { once: true });
  }

  /** Registers how something is closed, and gives it back. */
  add<T>(thing: T, close: (thing: T) => void): T {
    if (this.#closed) close(thing);
    else this.#closers.push(() => close(thing));
    return thing;
  }

  connection(connection: RTCPeerConnection): RTCPeerConnection {
    return this.add(connection, (one) => one.close());
  }

  stream(stream: MediaStream): MediaStream {
    return this.add(stream, (one) => {
      for (const track of one.getTracks()) track.stop();
    });
  }

  audio(context: AudioContext): AudioContext {
    return this.add(context, (one) => {
      if (one.state !== 'closed') void one.close();
    });
  }

  /** Closes everything, the last opened first. */
  close(): void {
    this.#closed = true;
    for (const closer of this.#closers.splice(0).reverse()) closer();
  }
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it aborts. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits some milliseconds, or rejects as soon as the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await abortable(new Promise((resolve) => (timer = setTimeout(resolve, ms))), signal);
  } finally {
    clearTimeout(timer);
  }
}
