import { arrange, middle, outputSize, type Box, type Size, type Wishes } from './layout.js';

/** Draws one picture of the output. Without a camera, the screen alone. */
export function paint(
  context: CanvasRenderingContext2D,
  wishes: Wishes,
  screen: HTMLVideoElement,
  camera: HTMLVideoElement | undefined,
) {
  // A window can change its size while it is shared, and a phone can be turned: so everything is measured anew each time.
  const seen = camera && hasPicture(camera) ? camera : undefined;
  const layout = seen ? wishes.layout : 'screen alone';
  const boxes = arrange({ ...wishes, layout }, sizeOf(screen), sizeOf(seen));
  context.fillStyle = 'black';
  context.fillRect(0, 0, outputSize.width, outputSize.height);
  if (hasPicture(screen)) context.drawImage(screen, ...inOrder(boxes.screen));
  if (seen) paintCamera(context, wishes, seen, boxes.camera);
}

function paintCamera(context: CanvasRenderingContext2D, wishes: Wishes, camera: HTMLVideoElement, box: Box) {
  const { x, y, width, height } = box;
  context.save();
  context.beginPath();
  if (wishes.layout === 'circle') context.arc(x + width / 2, y + height / 2, width / 2, 0, 2 * Math.PI);
  else context.rect(x, y, width, height);
  context.clip(); // until restore(), only what is drawn inside this shape is seen
  context.drawImage(camera, ...inOrder(middle(sizeOf(camera), box)), ...inOrder(box));
  context.strokeStyle = 'white';
  context.lineWidth = 2 * wishes.border; // a line lies half inside and half outside of its shape
  if (wishes.border > 0) context.stroke();
  context.restore();
}

const hasPicture = (video: HTMLVideoElement) => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
const sizeOf = (video?: HTMLVideoElement): Size =>
  video && hasPicture(video) ? { width: video.videoWidth, height: video.videoHeight } : outputSize;
const inOrder = ({ x, y, width, height }: Box) => [x, y, width, height] as const;
