// #region same:cameras
/** Lists the cameras of this machine in a select. The one that is on is chosen, or else the choice stays. */
export async function listCameras(select: HTMLSelectElement, idOfCurrent: string | undefined) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  // Until the person has allowed a camera, the browser says that there is one and hides which: the id is empty.
  const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  if (cameras.length === 0) return;
  const options = cameras.map(({ label, deviceId }, at) => new Option(label || `Camera ${at + 1}`, deviceId));
  const choice = idOfCurrent ?? select.value;
  select.replaceChildren(...options);
  if (options.some(({ value }) => value === choice)) select.value = choice;
}

/** The id of the camera after this one, round and round; none if there is no other. */
export function cameraAfter(select: HTMLSelectElement, id: string | undefined): string | undefined {
  const ids = [...select.options].map(({ value }) => value).filter((value) => value !== '');
  const next = ids[(ids.indexOf(id ?? '') + 1) % ids.length];
  return next === id ? undefined : next;
}

/** Only this turns the camera's light off; forgetting the stream does not. */
export function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** One sentence for a person: why this camera cannot be had, and what to do. Errors: Media Capture and Streams, section 10.2. */
export function whyNoCamera(error: unknown): string {
  if (!(error instanceof Error)) return 'The browser gave no reason. Reload the page and try again.';
  switch (error.name) {
    case 'NotAllowedError':
      return 'The camera was refused. Allow it with the icon beside the address, then try again.';
    case 'NotFoundError':
      return 'No camera was found. Plug one in, then try again.';
    case 'NotReadableError':
      return 'The camera is there but gives nothing: another program may be using it. Close that program, then try again.';
    case 'OverconstrainedError':
      return `OverconstrainedError: no camera meets “${(error as OverconstrainedError).constraint}”.`;
    default:
      return `${error.name}: ${error.message || 'the browser gives no reason'}.`;
  }
}
// #endregion
