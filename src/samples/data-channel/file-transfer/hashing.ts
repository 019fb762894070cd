import { askerOf } from './asking.js';

/** A hash that grows with a file. */
export interface Hashing {
  /** Lends a block to the worker, and gives its memory back when it has been hashed: a file needs a few blocks, not thousands. */
  add(block: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  /** The SHA-256 of all that was added, as text. */
  digest(): Promise<string>;
  end(): void;
}

/** Starts a worker that hashes one file. Whoever starts it has to end it. */
export function startHashing(): Hashing {
  const worker = new Worker(new URL('./hasher.js', import.meta.url), { type: 'module' });
  const ask = askerOf(worker);
  return {
    add: (block) => ask(block, [block.buffer]),
    digest: () => ask('digest'),
    end: () => worker.terminate(),
  };
}
