import type { Offer } from './protocol.js';

/** How far a transfer is. The last four are its ends. */
export type Stage = 'offered' | 'moving' | 'paused' | 'comparing' | 'done' | 'refused' | 'aborted' | 'failed';

/** A transfer as one side sees it. */
export interface Transfer {
  readonly offer: Offer;
  readonly stage: Stage;
  /** How many bytes are safe at the receiver. */
  readonly bytes: number;
  /** More about the stage, for a person. */
  readonly reason: string;
  readonly sha256: string | undefined;
  /** Ends it on both sides, whatever its stage. */
  abort(reason: string): void;
}

/** Whether nothing more will happen. */
export function isOver({ stage }: Transfer): boolean {
  return ['done', 'refused', 'aborted', 'failed'].includes(stage);
}

/** The receiver puts a file away, and says so, in blocks of this size, however large the messages are. */
export const blockBytes = 256 * 1024;

/**
 * So far the sender may be ahead of what the receiver has made safe. `bufferedAmount` only says what is still here. Without this,
 * a receiver with a slow disk would have to keep everything in its memory, and the way between would be given more than it holds:
 * what it drops is sent again. A long and fast one holds more: its bytes per second, times the seconds there and back.
 */
export const windowBytes = 4 * blockBytes;
