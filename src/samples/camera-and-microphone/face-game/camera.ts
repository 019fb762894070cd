/** Plays the front camera in a video. `lost` is called when it is unplugged, or taken back by the person. */
export async function openCamera(video: HTMLVideoElement, signal: AbortSignal, lost: () => void) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', width: 640, height: 480 } });
  // Whoever has pressed Stop while the browser asked does not want it any more.
  if (signal.aborted) release(stream);
  signal.throwIfAborted();
  video.srcObject = stream;
  // No such event comes of the page's own stop().
  stream.getVideoTracks()[0]!.addEventListener('ended', () => {
    if (video.srcObject === stream) lost();
  });
  await video.play();
}

/** Ends what a video plays. */
export function closeCamera(video: HTMLVideoElement) {
  if (video.srcObject instanceof MediaStream) release(video.srcObject);
  video.srcObject = null;
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** One sentence for a person: why there is no camera, and what to do. Errors: Media Capture and Streams, section 10.2. */
export function whyNoCamera(error: unknown): string {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
      return 'The camera was refused. Allow it with the icon beside the address, or steer with keys, then press Start again.';
    case 'NotFoundError':
      return 'No camera was found. Plug one in, or steer with keys, then press Start again.';
    case 'NotReadableError':
      return 'Another program is using the camera. Close it, or steer with keys, then press Start again.';
    default:
      return `The camera could not be opened: ${String(error)}. Steer with keys, or press Start again.`;
  }
}
