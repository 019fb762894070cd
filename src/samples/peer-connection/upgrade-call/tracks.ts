// #region same:open-track
/** Opens the microphone or the camera, or makes a quiet tone or draws a picture for machines that have neither. */
export async function openTrack(kind: 'audio' | 'video', source: string): Promise<MediaStreamTrack> {
  if (source === 'synthetic') return kind === 'audio' ? quietTone() : drawnPicture();
  const stream = await navigator.mediaDevices.getUserMedia({ [kind]: true });
  return stream.getTracks()[0]!;
}

/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without devices. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}

function quietTone(): MediaStreamTrack {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 440 });
  const quiet = new GainNode(context, { gain: 0.05 });
  const destination = context.createMediaStreamDestination();
  const [track] = destination.stream.getAudioTracks() as [MediaStreamTrack];
  tone.connect(quiet).connect(destination);
  tone.start();
  whileLive(
    track,
    100,
    () => undefined,
    () => void context.close(),
  );
  return track;
}

function drawnPicture(): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d')!;
  const [track] = canvas.captureStream(30).getVideoTracks() as [MediaStreamTrack];
  whileLive(track, 33, () => {
    const turn = performance.now() / 20;
    context.fillStyle = `hsl(${turn % 360} 60% 40%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff';
    context.fillRect((turn * 3) % canvas.width, 200, 80, 80);
  });
  return track;
}

/** A stopped track fires no event, so each turn looks whether anybody still wants the next one. */
function whileLive(track: MediaStreamTrack, everyMs: number, work: () => void, end?: () => void) {
  if (track.readyState === 'ended') return end?.();
  work();
  setTimeout(() => whileLive(track, everyMs, work, end), everyMs);
}
// #endregion
