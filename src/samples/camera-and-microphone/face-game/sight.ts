import type { Face } from './tracker.js';

// Never shown. Every picture is read back, so this one is better kept in memory than on the graphics card.
const taken = document.createElement('canvas');
const takenContext = taken.getContext('2d', { willReadFrequently: true })!;
const seen = document.querySelector<HTMLCanvasElement>('#seen')!;
const seenContext = seen.getContext('2d')!;

const showBox = document.querySelector<HTMLInputElement>('#show')!;
showBox.addEventListener('change', () => (seen.parentElement!.hidden = !showBox.checked));

/** Takes the present picture, made so small that its longer side has `side` points: a face needs no more to be found. */
export function takePicture(video: HTMLVideoElement, side: number): ImageData {
  const scale = side / Math.max(video.videoWidth, video.videoHeight, 1);
  const width = Math.max(1, Math.round(video.videoWidth * scale));
  const height = Math.max(1, Math.round(video.videoHeight * scale));
  if (taken.width !== width || taken.height !== height) Object.assign(taken, { width, height });
  takenContext.drawImage(video, 0, 0, width, height);
  return takenContext.getImageData(0, 0, width, height);
}

/** Shows a picture that was searched, with a frame around the face. */
export function showPicture(picture: ImageData, face: Face | undefined) {
  const { width, height } = picture;
  if (seen.width !== width || seen.height !== height) Object.assign(seen, { width, height });
  seenContext.putImageData(picture, 0, 0);
  if (!face) return;
  seenContext.strokeStyle = '#5fd0c5';
  seenContext.lineWidth = 2;
  const [left, top] = [face.x - face.width / 2, face.y - face.height / 2];
  seenContext.strokeRect(left * width, top * height, face.width * width, face.height * height);
}
