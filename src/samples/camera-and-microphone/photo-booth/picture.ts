// #region same:colour-bars
/** Opens the camera, or drawn colour bars for machines that have none. */
export async function openPicture(name: string): Promise<MediaStream> {
  return name === 'synthetic' ? colourBars() : navigator.mediaDevices.getUserMedia({ video: true });
}

/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a camera. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}

/** The bars of a television's test picture, and a ball that crosses them. */
function colourBars(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(30);
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];
  const bars = ['#c0c0c0', '#c0c000', '#00c0c0', '#00c000', '#c000c0', '#c00000', '#0000c0', '#202020'];

  // A stopped track fires no event, so each frame looks whether anybody still wants the next one.
  const draw = () => {
    if (track.readyState === 'ended') return;
    for (const [number, colour] of bars.entries()) {
      context.fillStyle = colour;
      context.fillRect(number * 80, 0, 80, canvas.height);
    }
    context.fillStyle = 'white';
    context.beginPath();
    context.arc(320 + 250 * Math.cos(performance.now() / 900), 360, 50, 0, 2 * Math.PI);
    context.fill();
    setTimeout(draw, 33);
  };
  draw();
  return stream;
}
// #endregion
