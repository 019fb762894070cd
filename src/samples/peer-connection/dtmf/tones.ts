/** Between which milliseconds a browser keeps a time, and which it takes if nothing is asked for. */
export interface Limits {
  readonly minMs: number;
  readonly maxMs: number;
  readonly usualMs: number;
}

// Specification of WebRTC, section 7.2.
export const durationLimits: Limits = { minMs: 40, maxMs: 6000, usualMs: 100 };
export const gapLimits: Limits = { minMs: 30, maxMs: 6000, usualMs: 70 };

/** The time that is used if another one is asked for: within the limits, or the usual one if nothing is asked for. */
export function usedMs(askedMs: number, { minMs, maxMs, usualMs }: Limits): number {
  return Number.isNaN(askedMs) ? usualMs : Math.min(maxMs, Math.max(minMs, Math.trunc(askedMs)));
}

/** The letters of a text that no telephone has, each once. A comma is a pause. */
export function strangeLetters(text: string): string[] {
  return [...new Set(text.match(/[^0-9A-D*#,]/giu))];
}

/** Why insertDTMF refused, and what to do. The errors stand in section 7.2 of the specification of WebRTC. */
export function refusal(error: unknown, tones: string): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidCharacterError') {
    const strange = strangeLetters(tones).map((letter) => `“${letter}”`);
    return `No telephone has a key for ${strange.join(', ')}. Use 0–9, A–D, *, # and a comma for a pause.`;
  }
  if (name === 'InvalidStateError')
    return 'Nothing was sent: the answer of the far side has no telephone-event in it. Send the digits as a message instead.';
  return `The browser refused the tones: ${String(error)}.`;
}
