/** The two ends of the connection. */
export type End = 'caller' | 'callee';

/** Where each state is read, seen from the connection, and what it is called in the drawing. */
export const lanes = {
  signalingState: 'signaling',
  iceGatheringState: 'ICE gathering',
  'sctp.transport.iceTransport.state': 'ICE transport',
  iceConnectionState: 'ICE connection',
  'sctp.transport.state': 'DTLS transport',
  'sctp.state': 'SCTP transport',
  connectionState: 'connection',
} as const;

/** A state of an end, by where it is read. */
export type Lane = keyof typeof lanes;

/** One end is in another state than before. */
export interface Change {
  /** Since the call began, in whole milliseconds. */
  readonly atMs: number;
  readonly end: End;
  readonly lane: Lane;
  readonly state: string;
  readonly announcedBy: string;
}

/** The time that an end spends in a state. */
export interface Band extends Change {
  readonly untilMs: number;
}

/** Each state lasts until the next one of its lane, and the last one until now. */
export function bandsOf(changes: readonly Change[], nowMs: number): Band[] {
  return changes.map((change, index) => {
    const next = changes.slice(index + 1).find(({ end, lane }) => end === change.end && lane === change.lane);
    return { ...change, untilMs: next?.atMs ?? nowMs };
  });
}

/**
 * Gives each moment its place from 0 to 1. The room of a gap is the logarithm of its length: the call stands after
 * milliseconds, a lost link is noticed after seconds, and both must be seen on one line.
 */
export function placesOf(momentsMs: readonly number[]): Map<number, number> {
  const sorted = [...new Set(momentsMs)].sort((a, b) => a - b);
  let room = 0;
  const rooms = sorted.map((ms, index) => (room += index === 0 ? 0 : Math.log2(1 + ms - sorted[index - 1]!)));
  return new Map(sorted.map((ms, index) => [ms, room === 0 ? 0 : rooms[index]! / room]));
}

/** What a state means for somebody who waits: the colour of its band. */
export function kindOf(state: string): 'begun' | 'busy' | 'good' | 'lost' | 'over' {
  if (state === 'new') return 'begun';
  if (state === 'closed') return 'over';
  if (state === 'disconnected' || state === 'failed') return 'lost';
  return ['stable', 'complete', 'connected', 'completed'].includes(state) ? 'good' : 'busy';
}

/** A length of time, short enough for an axis. */
export function inShort(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
