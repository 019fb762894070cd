import { release } from './cameras.js';

let turn: Promise<unknown> = Promise.resolve();

/**
 * Opens a camera once the request before has been answered: a camera that is on, or about to be released, refuses a larger
 * size to somebody else. When nobody wants it any more (`signal`), it rejects and leaves nothing on.
 */
export async function openCamera(video: MediaTrackConstraints, signal: AbortSignal): Promise<MediaStream> {
  const opening = turn.then(async () => {
    signal.throwIfAborted();
    const stream = await navigator.mediaDevices.getUserMedia({ video });
    if (signal.aborted) release(stream);
    signal.throwIfAborted();
    return stream;
  });
  turn = opening.catch(() => undefined);
  return opening;
}
