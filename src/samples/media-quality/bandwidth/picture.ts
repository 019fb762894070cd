/** Opens the camera, or a drawn picture that is as hard to send: a limit shows nothing on a picture that needs no bits. */
export async function openPicture(name: string): Promise<MediaStream> {
  if (name === 'synthetic') return drawnPicture();
  return navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } });
}

/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a camera. */
export function presetPicture(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}

function drawnPicture(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
  const context = canvas.getContext('2d')!;
  const tile = grain(160);
  const stream = canvas.captureStream(30);
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];

  // Grain that slides over the whole picture, and blocks that slide the other way: an encoder must work for both.
  const draw = () => {
    if (track.readyState === 'ended') return; // a stopped track fires no event
    const time = performance.now() / 20;
    context.fillStyle = `hsl(${time % 360} 50% 45%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (let x = -(time % tile.width); x < canvas.width; x += tile.width)
      for (let y = -((time / 2) % tile.height); y < canvas.height; y += tile.height) context.drawImage(tile, x, y);
    for (let block = 0; block < 8; block++) {
      context.fillStyle = `hsl(${block * 45} 80% 60%)`;
      context.fillRect((time * (block + 2)) % canvas.width, block * 90, 120, 60);
    }
    setTimeout(draw, 33);
  };
  draw();
  return stream;
}

/** A square of half-transparent noise, made once. */
function grain(size: number): HTMLCanvasElement {
  const tile = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = tile.getContext('2d')!;
  const pixels = context.createImageData(size, size);
  for (let at = 0; at < pixels.data.length; at += 4)
    pixels.data.set([Math.random() * 255, Math.random() * 255, Math.random() * 255, 60], at);
  context.putImageData(pixels, 0, 0);
  return tile;
}
