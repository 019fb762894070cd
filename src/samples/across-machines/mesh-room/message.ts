import { readDescription, readFields, readLine } from './reading.js';

/** What two people in a room tell each other over their channel, as JSON. */
export type Message =
  | { readonly kind: 'person'; readonly name: string; readonly isMuted: boolean }
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit };

/** Reads a message. Somebody else wrote it, so every member is looked at, and one that is not as it should be is no message. */
export function readMessage(data: unknown): Message | undefined {
  const { kind, isMuted, ...rest } = readFields(data);
  if (kind === 'person') {
    const name = readLine(rest.name, 30);
    return name !== undefined && typeof isMuted === 'boolean' ? { kind, name, isMuted } : undefined;
  }
  const description = kind === 'description' ? readDescription(rest.description) : undefined;
  return description && { kind: 'description', description };
}
