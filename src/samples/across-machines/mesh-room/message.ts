import { isLine, readDescription, readFields } from './reading.js';

/** What two people in a room tell each other over their channel, as JSON. */
export type Message =
  | { readonly kind: 'person'; readonly name: string; readonly isMuted: boolean }
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit };

/** Reads a message. Somebody else wrote it, so every member is looked at, and one that is not as it should be is no message. */
export function readMessage(data: unknown): Message | undefined {
  const { kind, name, isMuted, description } = readFields(data);
  if (kind === 'person')
    return isLine(name, 30) && typeof isMuted === 'boolean' ? { kind, name: name.trim(), isMuted } : undefined;
  const read = kind === 'description' ? readDescription(description) : undefined;
  return read && { kind: 'description', description: read };
}
