import { fieldsOf, readDescription, readFields } from './reading.js';

/** What a host and its viewers tell each other, as JSON. Viewers are named by their ids at the peer server, and by numbers for people. */
export type Message =
  /** From the host: where a viewer stands, and by whom it is fed; by the host itself if there is no feeder. */
  | { readonly kind: 'place'; readonly number: number; readonly depth: number; readonly feeder: Named | null }
  /** From the host: feed these from now on, and nobody else. */
  | { readonly kind: 'feed'; readonly viewers: readonly Named[] }
  /** From the host: how many watch. */
  | { readonly kind: 'audience'; readonly count: number }
  /** From the host: there is no room for another viewer. */
  | { readonly kind: 'full' }
  /** From a viewer: nothing comes from this feeder any more. */
  | { readonly kind: 'lost'; readonly feeder: string }
  /** Between a page and the one that it feeds: an offer down the tree, an answer up. */
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit };

export interface Named {
  readonly id: string;
  readonly number: number;
}

/** The most viewers that one page feeds in a tree, and the most of a broadcast. */
export const mostFed = 3;
export const mostViewers = 12;

/** Reads a message. Somebody else wrote it, so every member is looked at, and one that is not as it should be is no message. */
export function readMessage(data: unknown): Message | undefined {
  const { kind, number, depth, count, ...rest } = readFields(data);
  switch (kind) {
    case 'place': {
      const feeder = rest.feeder === null ? null : readNamed(rest.feeder);
      return isCount(number) && isCount(depth) && feeder !== undefined ? { kind, number, depth, feeder } : undefined;
    }
    case 'feed': {
      if (!Array.isArray(rest.viewers) || rest.viewers.length > mostFed) return undefined;
      const viewers = rest.viewers.map(readNamed).filter((one) => one !== undefined);
      return viewers.length === rest.viewers.length ? { kind, viewers } : undefined;
    }
    case 'audience':
      return isCount(count) ? { kind, count } : undefined;
    case 'full':
      return { kind };
    case 'lost':
      return isId(rest.feeder) ? { kind, feeder: rest.feeder } : undefined;
    case 'description': {
      const description = readDescription(rest.description);
      return description && { kind, description };
    }
    default:
      return undefined;
  }
}

function readNamed(value: unknown): Named | undefined {
  const { id, number } = fieldsOf(value);
  return isId(id) && isCount(number) ? { id, number } : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);
