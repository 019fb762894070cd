/** The kinds of devices that a page opens, in the order in which it asks for them. */
export const inputs = ['audioinput', 'videoinput'] as const;
export type Input = (typeof inputs)[number];

/** The kinds of devices, and the select of each. */
export const selects: Readonly<Record<MediaDeviceKind, HTMLSelectElement>> = {
  audioinput: document.querySelector<HTMLSelectElement>('#microphone')!,
  videoinput: document.querySelector<HTMLSelectElement>('#camera')!,
  audiooutput: document.querySelector<HTMLSelectElement>('#speaker')!,
};

/** What each kind is called in a sentence. */
export const nameOf: Readonly<Record<MediaDeviceKind, string>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};

// #region lists
/** Reads the devices of this machine into the selects. `current` says which ones are in use; a choice that is gone falls. */
export async function listDevices(current: Partial<Record<MediaDeviceKind, string | undefined>>) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  for (const [kind, select] of Object.entries(selects) as [MediaDeviceKind, HTMLSelectElement][]) {
    // Until the person has allowed a kind, the browser says that there is one of it, and hides which: the id is empty.
    const options = devices
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ label, deviceId }, at) => new Option(label || `${nameOf[kind]} ${at + 1}`, deviceId));
    if (options.length === 0) options.push(new Option('whichever the browser chooses', ''));
    const choice = current[kind] ?? select.value;
    select.replaceChildren(...options);
    if (options.some(({ value }) => value === choice)) select.value = choice;
  }
  return devices;
}
// #endregion

/** The device after this one, round and round; none if there is no other. */
export function deviceAfter(kind: MediaDeviceKind, id: string | undefined): string | undefined {
  const ids = [...selects[kind].options].map(({ value }) => value).filter((value) => value !== '');
  const next = ids[(ids.indexOf(id ?? '') + 1) % ids.length];
  return next === id ? undefined : next;
}

/** One sentence for a person: why a device cannot be had, and what to do. Errors: Media Capture and Streams, section 10.2. */
export function whyNot(error: unknown, what: string): string {
  if (!(error instanceof Error)) return `The ${what} cannot be had, and the browser gives no reason.`;
  switch (error.name) {
    case 'NotAllowedError':
      return `The ${what} was refused. Allow it with the icon beside the address, then try again.`;
    case 'NotFoundError':
      return `NotFoundError: this ${what} is not there any more. Plug it in, or press Refresh lists and choose another.`;
    case 'OverconstrainedError':
      return `This ${what} is not there any more. Press Refresh lists and choose another.`;
    case 'NotReadableError':
      return `The ${what} is there but gives nothing: another program may be using it. Close that program, then try again.`;
    default:
      return `The ${what} cannot be had: ${error.name}, ${error.message || 'the browser gives no reason'}.`;
  }
}
