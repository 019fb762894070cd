/** One sentence for a person: why there is no such stream, and what to do. Errors: Media Capture and Streams, section 10.2. */
export function reasonFor(error: unknown, running: boolean): string {
  const still = running ? ' The earlier picture goes on as it was.' : '';
  if (!(error instanceof Error)) return `The browser gave no reason. Try again.${still}`;
  switch (error.name) {
    case 'OverconstrainedError': {
      // The name of the demand that no camera meets; browsers leave it empty where it would tell too much about the devices.
      const { constraint } = error as OverconstrainedError;
      return `OverconstrainedError: no camera meets “${constraint || 'one of the constraints'}”. Ask for less, or write ideal in place of a demand.${still}`;
    }
    case 'TypeError':
      return `The browser cannot make sense of the constraints (${error.message}). Numbers belong where numbers are meant.${still}`;
    case 'NotAllowedError':
      return `The camera was refused. Allow it with the icon beside the address, then press Get media again.${still}`;
    case 'NotFoundError':
      return 'No camera was found. Plug one in, then press Get media again.';
    case 'NotReadableError':
      return `The camera is in use. Close the other program, or press Stop here first, then press Get media again.${still}`;
    default:
      return `${error.name}: ${error.message || 'the browser gives no reason'}. Change the constraints and try again.${still}`;
  }
}
