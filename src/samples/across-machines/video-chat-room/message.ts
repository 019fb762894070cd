import { fieldsOf, readDescription, readFields, readLine } from './reading.js';

/** What one side sends at present. The pictures alone do not tell why they are dark or silent. */
export interface Sending {
  readonly isMuted: boolean;
  readonly isCameraOff: boolean;
  /** The id of the stream that shows a screen, by which the other side tells it from the camera. */
  readonly screen: string | null;
}

/** What the two tell each other over their channel, as JSON. */
export type Message =
  | { readonly kind: 'sending'; readonly sending: Sending }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit };

/** Reads a message. Somebody else wrote it, so every member is looked at, and one that is not as it should be is no message. */
export function readMessage(data: unknown): Message | undefined {
  const { kind, ...rest } = readFields(data);
  if (kind === 'sending') {
    const sending = readSending(rest.sending);
    return sending && { kind, sending };
  }
  if (kind === 'text') {
    const text = readLine(rest.text, 2000);
    return text === undefined ? undefined : { kind, text };
  }
  const description = kind === 'description' ? readDescription(rest.description) : undefined;
  return description && { kind: 'description', description };
}

function readSending(value: unknown): Sending | undefined {
  const { isMuted, isCameraOff, screen } = fieldsOf(value);
  if (typeof isMuted !== 'boolean' || typeof isCameraOff !== 'boolean') return undefined;
  const isScreen = screen === null || (typeof screen === 'string' && screen.length <= 100);
  return isScreen ? { isMuted, isCameraOff, screen } : undefined;
}
