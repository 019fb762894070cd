/** What a picture can be of. */
export type PictureKind = 'camera' | 'screen' | 'canvas';

/** Opens a picture. The person is asked for a screen each time, and for a camera at least once. */
export async function openPicture(kind: PictureKind, source: string, colour: HTMLInputElement): Promise<MediaStream> {
  if (kind === 'screen') return navigator.mediaDevices.getDisplayMedia({ video: true });
  if (kind === 'canvas') return drawnPicture(() => colour.value);
  if (source === 'synthetic') return drawnPicture(() => `hsl(${(performance.now() / 20) % 360} 60% 40%)`);
  return navigator.mediaDevices.getUserMedia({ video: true });
}

/** A canvas of one colour with a small square that moves, so that there is always a next picture to send. */
export function drawnPicture(colour: () => string): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(15);
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];

  // A stopped track fires no event, so each turn looks whether anybody still wants the next one.
  const draw = () => {
    if (track.readyState === 'ended') return;
    context.fillStyle = colour();
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff';
    context.fillRect((performance.now() / 10) % canvas.width, 220, 10, 10);
    setTimeout(draw, 66);
  };
  draw();
  return stream;
}
