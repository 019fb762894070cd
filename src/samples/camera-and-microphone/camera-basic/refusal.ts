/** What the page asked for. */
interface Asked {
  readonly video: boolean;
  readonly audio: boolean;
}

/** One sentence for a person: why there is no stream, and what to do. Errors: Media Capture and Streams, section 10.2. */
export async function reasonFor(error: unknown, asked: Asked): Promise<string> {
  if (!asked.video && !asked.audio) return 'Nothing was asked for. Tick Video or Audio, then press Start again.';
  if (!(error instanceof Error)) return 'The browser gave no reason. Reload the page and try again.';
  switch (error.name) {
    case 'NotAllowedError':
      return 'Access was refused. Allow it with the icon beside the address, or in the system’s privacy settings, then press Start again.';
    case 'NotFoundError':
      return missing(asked);
    case 'NotReadableError':
      return 'The device is there but gives nothing: another program may be using it. Close that program, then press Start again.';
    default:
      return `The devices could not be opened (${error.name}: ${error.message || 'no reason given'}). Press Start to try again.`;
  }
}

/** The error does not say which of the two is missing. The list does: it names kinds even before anything is allowed. */
async function missing(asked: Asked): Promise<string> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const lacks = (kind: MediaDeviceKind) => !devices.some((device) => device.kind === kind);
  if (asked.video && lacks('videoinput'))
    return 'No camera was found. Plug one in, or leave Video out: a microphone works alone.';
  if (asked.audio && lacks('audioinput'))
    return 'No microphone was found. Plug one in, or leave Audio out: a camera works alone.';
  return 'A device was not found. Plug it in again, then press Start.';
}
