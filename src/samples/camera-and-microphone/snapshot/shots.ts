/** A picture that was taken, and how it was taken. */
export interface Shot {
  readonly blob: Blob;
  readonly method: string;
  readonly width: number;
  readonly height: number;
}

/** How a picture is to be written down; the quality goes from 0 to 1 and means nothing to PNG. */
export interface Format {
  readonly type: string;
  readonly quality: number;
}

// #region canvas
/** Draws the frame that the element shows at this moment: every browser can, and it is never larger than the video. */
export async function shootCanvas(video: HTMLVideoElement, format: Format): Promise<Shot> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')!.drawImage(video, 0, 0);
  return { blob: await canvas.convertToBlob(format), method: 'canvas', width: canvas.width, height: canvas.height };
}
// #endregion

// #region grab-frame
/** Takes a frame from the track itself. No element has to show it, and what comes is points, not yet a file. */
export async function shootFrame(track: MediaStreamTrack, format: Format): Promise<Shot> {
  const frame = await new ImageCapture(track).grabFrame();
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  canvas.getContext('2d')!.drawImage(frame, 0, 0);
  frame.close(); // gives the memory back at once, and does not wait until somebody tidies up
  return { blob: await canvas.convertToBlob(format), method: 'grabFrame', width: canvas.width, height: canvas.height };
}
// #endregion

// #region take-photo
/** Lets the camera take a photo: often larger than its video, with focus and flash. The camera chooses the format. */
export async function shootPhoto(track: MediaStreamTrack): Promise<Shot> {
  const blob = await new ImageCapture(track).takePhoto();
  const image = await createImageBitmap(blob);
  const { width, height } = image;
  image.close();
  return { blob, method: 'takePhoto', width, height };
}
// #endregion

/** Whether this browser has a method. Some have no ImageCapture, and some only a part of it. */
export function canShoot(method: string): boolean {
  return method === 'canvas' || ('ImageCapture' in window && method in ImageCapture.prototype);
}
