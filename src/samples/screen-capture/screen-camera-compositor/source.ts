// #region same:source
/** Opens the camera and the microphone, or a drawn picture and a quiet tone for machines that have neither. */
export async function openSource(name: string): Promise<MediaStream> {
  return name === 'synthetic' ? synthetic() : navigator.mediaDevices.getUserMedia({ audio: true, video: true });
}

/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a camera. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}

function synthetic(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d')!;
  const [video] = canvas.captureStream(30).getVideoTracks() as [MediaStreamTrack];
  const audioContext = new AudioContext();
  const tone = audioContext.createOscillator();
  const quiet = new GainNode(audioContext, { gain: 0.05 });
  const destination = audioContext.createMediaStreamDestination();
  const [audio] = destination.stream.getAudioTracks() as [MediaStreamTrack];
  tone.connect(quiet).connect(destination);
  tone.start();

  // A stopped track fires no event, so each frame looks whether anybody still wants the next one.
  const draw = () => {
    if (video.readyState === 'ended' && audio.readyState === 'ended') return void audioContext.close();
    context.fillStyle = `hsl(${(performance.now() / 20) % 360} 60% 40%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    setTimeout(draw, 33);
  };
  draw();
  return new MediaStream([video, audio]);
}
// #endregion
