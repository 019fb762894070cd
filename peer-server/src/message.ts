/** What PeerJS's clients tell each other by way of the server. `src` is written by the server. */
export interface Message {
  readonly type: string;
  readonly src: string;
  readonly dst?: string | null;
  readonly payload?: unknown;
}

/** Why a message ends the connection of its sender: it stands in the ERROR, in the close frame and in the metrics. */
export type BadMessage = 'message is not valid' | 'message is nested too deep';

/** Offers have two levels, data that samples put beside them a few more. JSON nested by thousands breaks whoever writes it anew. */
const deepest = 32;
const longestDestination = 256;
// eslint-disable-next-line no-control-regex -- they are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Judges what came out of JSON.parse: an object, not nested too deep, with a text as `type`, and `dst`, if there is one, a text
 * without control characters, which would reach logs and terminals. `undefined`: it is fine.
 */
export function judgeMessage(message: unknown): BadMessage | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return 'message is not valid';
  const { type, dst, payload } = message as { type?: unknown; dst?: unknown; payload?: unknown };
  if (typeof type !== 'string' || !canBeDestination(dst)) return 'message is not valid';
  return isDeeper(payload, deepest - 1) ? 'message is nested too deep' : undefined;
}

function canBeDestination(dst: unknown): boolean {
  if (dst === undefined || dst === null) return true;
  return typeof dst === 'string' && dst.length <= longestDestination && !controlCharacter.test(dst);
}

/** Whether there are more levels of objects and lists than `levels`; it never goes deeper than that itself. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  // What JSON.parse made has no other members than its own.
  for (const name in value) if (isDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}

/** The ids that a peer may have: up to 64 letters, digits, and between them spaces, `-` and `_`. All that PeerJS's client allows is among them. */
export const isId = (text: string) => /^[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,62}[A-Za-z0-9])?$/.test(text);

/** The secret by which a client gets its id back: up to 128 visible characters of ASCII. */
export const isToken = (text: string) => /^[!-~]{1,128}$/.test(text);
