/** What the two sides tell each other once they are connected. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit };

export const longestMessage = 2000; // characters of a text that somebody writes

/** Reads a message. The other side may be anybody, so everything is looked at. */
export function readMessage(data: unknown): Message | undefined {
  if (typeof data !== 'string' || data.length > 64_000) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  const { kind, text, description } = members(value);
  if (kind === 'text' && typeof text === 'string' && text !== '' && text.length <= longestMessage)
    return { kind, text };
  const { type, sdp } = members(description);
  if (kind === 'description' && (type === 'offer' || type === 'answer') && typeof sdp === 'string')
    return { kind, description: { type, sdp } };
  return undefined;
}

const members = (value: unknown): Partial<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Whether one more message is within so many a second. */
export function rateLimit(perSecond: number): () => boolean {
  let beganMs = 0; // a second of its own: a flood cannot fall into two
  let count = 0;
  return () => {
    const nowMs = performance.now();
    if (count === 0 || nowMs - beganMs >= 1000) [beganMs, count] = [nowMs, 0];
    return ++count <= perSecond;
  };
}

/** Hands on what comes over a channel, from the moment that it is open: Chromium at times hands out a message before it says so. */
export function listen(channel: RTCDataChannel, open: () => (data: unknown) => void) {
  const early: unknown[] = [];
  let hear: ((data: unknown) => void) | undefined;
  channel.addEventListener('message', ({ data }) => {
    if (hear) hear(data);
    else if (early.length < 50) early.push(data);
  });
  channel.addEventListener('open', () => {
    hear = open();
    early.forEach(hear);
  });
}
