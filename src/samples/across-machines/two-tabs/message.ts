/** What a tab says of itself to the whole room. */
export interface Presence {
  readonly kind: 'here';
  readonly from: string;
  /** Whether it sends picture and sound, and whether it wants to exchange text. */
  readonly media: boolean;
  readonly data: boolean;
  /** The tab that it calls, or is called by. */
  readonly partner: string | null;
  /** A newcomer asks everybody to say the same. */
  readonly question: boolean;
}

/** Everything that the tabs of a room tell each other. All of it is plain data: a channel carries nothing else. */
export type RoomMessage =
  | Presence
  | { kind: 'bye'; from: string }
  | { kind: 'description'; from: string; to: string; description: RTCSessionDescriptionInit }
  | { kind: 'candidate'; from: string; to: string; candidate: RTCIceCandidateInit };

/**
 * Every page of the origin can write into the room: an older version of this one, or one that was taken over. So each
 * message is looked at member by member, and one that is not as it should be is not heard.
 */
export function readMessage(data: unknown): RoomMessage | undefined {
  const { kind, from, to, ...rest } = fields(data);
  if (!isTab(from)) return undefined;
  if (kind === 'bye') return { kind, from };
  if (kind === 'here') {
    const { media, data: text, partner, question } = rest;
    if (typeof media !== 'boolean' || typeof text !== 'boolean' || typeof question !== 'boolean') return undefined;
    return partner === null || isTab(partner) ? { kind, from, media, data: text, partner, question } : undefined;
  }
  if (!isTab(to)) return undefined;
  if (kind === 'description') {
    const { type, sdp } = fields(rest.description);
    const known = (type === 'offer' || type === 'answer') && isText(sdp, 100_000);
    return known ? { kind, from, to, description: { type, sdp } } : undefined;
  }
  if (kind === 'candidate') {
    const { candidate, sdpMid, sdpMLineIndex: line } = fields(rest.candidate);
    if (!isText(candidate, 1000) || !isText(sdpMid, 100) || typeof line !== 'number') return undefined;
    return { kind, from, to, candidate: { candidate, sdpMid, sdpMLineIndex: line } };
  }
  return undefined;
}

const fields = (value: unknown): Partial<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const isText = (value: unknown, maxLength: number): value is string =>
  typeof value === 'string' && value.length <= maxLength;
const isTab = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);
