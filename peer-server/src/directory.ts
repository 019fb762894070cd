import { isOver, type Limits } from './limits.ts';

/** A message on its way: who it is for and from, and the JSON that the receiver gets. */
export interface Letter {
  readonly dst: string;
  readonly src: string;
  readonly text: string;
}

/** What a letter that waits takes, in bytes: its text, and what is kept about it. */
const sizeOf = ({ text }: Letter) => Buffer.byteLength(text) + 500;

/** The directory cannot be asked now: what it would have answered is not known. */
export class DirectoryAwayError extends Error {
  override name = 'DirectoryAwayError';
}

/** What a directory tells the node that it belongs to. */
export interface DirectoryEvents {
  /** For a peer of this node; `false` if it is not here any more. */
  readonly deliver: (letter: Letter) => boolean;
  /** The peer has its id elsewhere now: it is cut off here. */
  readonly retire: (id: string) => void;
  /** The letter reached nobody; its sender, if it is here, is told. Answers whether it was. */
  readonly expire: (letter: { readonly dst: string; readonly src: string }) => boolean;
}

/**
 * Who has which id, and what waits for ids that nobody has. One node has all of this in its memory; several share it by Redis.
 */
export interface Directory {
  /**
   * Takes an id for a peer of this node. `undefined`: somebody else has it. Otherwise the texts that waited for it, oldest first.
   * Throws a DirectoryAwayError.
   */
  readonly claim: (id: string, token: string) => Promise<readonly string[] | undefined>;
  /** The peer of this node with that id has gone. */
  readonly release: (id: string) => void;
  /**
   * Sends to somebody who is not on this node. A letter that `waits` is kept until that id comes, for 5 s at most; then it expires.
   * One that does not is forgotten.
   */
  readonly send: (letter: Letter, waits: boolean) => void;
  /** Why peers cannot be registered now, in a few words; `undefined` if they can. */
  readonly problem: () => string | undefined;
  /** What waits in the memory of this node, in bytes. */
  readonly queuedBytes: () => number;
  readonly close: () => Promise<void>;
}

/** How long a letter waits for its receiver, as in PeerJS's own server. */
export const expireAfterMs = 5000;
/** How often it is looked whether one has waited so long. */
export const sweepEveryMs = 1000;

interface Queue {
  readonly since: number;
  readonly letters: Letter[];
  bytes: number;
}

/** The directory of a node that is alone: its peers' ids are the server's own business, so it only keeps what waits. */
export function memoryDirectory(
  { maxQueueBytes, maxQueuesBytes }: Limits,
  { expire }: Pick<DirectoryEvents, 'expire'>,
): Directory {
  const queues = new Map<string, Queue>(); // the oldest first
  let queuedBytes = 0;

  function take(id: string): readonly Letter[] {
    const queue = queues.get(id);
    if (!queue) return [];
    queues.delete(id);
    queuedBytes -= queue.bytes;
    return queue.letters;
  }

  const sweep = setInterval(() => {
    const due = performance.now() - expireAfterMs;
    for (const [id, { since }] of queues) {
      if (since > due) break;
      // One answer is enough for all that one sender wrote.
      const bySender = new Map(take(id).map((letter) => [letter.src, letter]));
      for (const letter of bySender.values()) expire(letter);
    }
  }, sweepEveryMs);
  sweep.unref();

  return {
    claim: (id) => Promise.resolve(take(id).map(({ text }) => text)),
    release: () => undefined,
    send: (letter, waits) => {
      if (!waits) return;
      const bytes = sizeOf(letter);
      const queue = queues.get(letter.dst) ?? { since: performance.now(), letters: [], bytes: 0 };
      if (isOver(queue.bytes + bytes, maxQueueBytes) || isOver(queuedBytes + bytes, maxQueuesBytes)) {
        expire(letter);
        return;
      }
      queue.letters.push(letter);
      queue.bytes += bytes;
      queuedBytes += bytes;
      queues.set(letter.dst, queue);
    },
    problem: () => undefined,
    queuedBytes: () => queuedBytes,
    close: () => {
      clearInterval(sweep);
      return Promise.resolve();
    },
  };
}
