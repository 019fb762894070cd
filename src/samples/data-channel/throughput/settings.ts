/** What a person asks for. */
export interface Settings {
  readonly totalBytes: number;
  readonly chunkBytes: number;
  readonly promises: RTCDataChannelInit;
  readonly hasBackpressure: boolean;
  readonly highWaterBytes: number;
  readonly lowWaterBytes: number;
}

const fieldsets = document.querySelectorAll<HTMLFieldSetElement>('.settings fieldset');
const field = (id: string) => document.querySelector<HTMLInputElement>(`.settings #${id}`)!;
const KiB = 1024;

/** Reads the controls. Where they ask for what cannot be, the answer is a sentence about it. */
export function readSettings(): Settings | string {
  for (const input of document.querySelectorAll<HTMLInputElement>('.settings input'))
    if (!input.validity.valid) return `${input.labels![0]!.textContent.trim()}: ${input.validationMessage}`;
  const retransmits = field('retransmits').valueAsNumber; // not a number where nothing is written: no limit
  const lifetimeMs = field('lifetime').valueAsNumber;
  const settings = {
    totalBytes: field('size').valueAsNumber * 1e6,
    chunkBytes: field('chunk').valueAsNumber * KiB,
    promises: {
      ordered: field('ordered').checked,
      ...(Number.isNaN(retransmits) ? {} : { maxRetransmits: retransmits }),
      ...(Number.isNaN(lifetimeMs) ? {} : { maxPacketLifeTime: lifetimeMs }),
    },
    hasBackpressure: field('backpressure').checked,
    highWaterBytes: field('high-water').valueAsNumber * KiB,
    lowWaterBytes: field('low-water').valueAsNumber * KiB,
  };
  // The event comes when the buffer falls to the low mark from above. A buffer that never rises above it would wait for ever.
  if (settings.hasBackpressure && settings.lowWaterBytes >= settings.highWaterBytes)
    return 'The low water mark has to be below the high one, or the event that asks for more may never come. Lower it.';
  return settings;
}

/** Whether they can be changed now. */
export function allowSettings(isAllowed: boolean) {
  for (const fieldset of fieldsets) fieldset.disabled = !isAllowed;
}
