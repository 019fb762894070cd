/** Opens the camera, or a drawn picture for machines that have none. */
export async function openPicture(name: string): Promise<MediaStream> {
  return name === 'synthetic' ? drawnPicture() : navigator.mediaDevices.getUserMedia({ video: true });
}

/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a camera. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}

/** A ball that travels over a slope from dark to bright, so that every letter has its turn. */
function drawnPicture(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(30);
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];
  const slope = context.createLinearGradient(0, 0, canvas.width, canvas.height);
  slope.addColorStop(0, 'black');
  slope.addColorStop(1, 'white');

  // A stopped track fires no event, so each frame looks whether anybody still wants the next one.
  const draw = () => {
    if (track.readyState === 'ended') return;
    context.fillStyle = slope;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const angle = performance.now() / 700;
    context.fillStyle = `hsl(${(performance.now() / 30) % 360} 80% 55%)`;
    context.beginPath();
    context.arc(320 + 180 * Math.cos(angle), 240 + 130 * Math.sin(angle), 90, 0, 2 * Math.PI);
    context.fill();
    setTimeout(draw, 33);
  };
  draw();
  return stream;
}
