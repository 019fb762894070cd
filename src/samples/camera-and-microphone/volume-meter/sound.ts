/** Opens the microphone, or a tone that comes and goes for machines that have none. */
export async function openSound(name: string): Promise<MediaStream> {
  return name === 'synthetic' ? tone() : navigator.mediaDevices.getUserMedia({ audio: true });
}

// #region same:preset-sound
/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a microphone. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}
// #endregion

function tone(): MediaStream {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: 440 });
  const volume = new GainNode(context, { gain: 0 });
  const destination = context.createMediaStreamDestination();
  const [track] = destination.stream.getAudioTracks() as [MediaStreamTrack];
  oscillator.connect(volume).connect(destination);
  oscillator.start();

  // Half a second of tone, half a second of silence. A stopped track fires no event, so each turn looks whether anybody
  // still wants the next one.
  let loud = false;
  const turn = () => {
    if (track.readyState === 'ended') return void context.close();
    loud = !loud;
    volume.gain.value = loud ? 0.4 : 0;
    setTimeout(turn, 500);
  };
  turn();
  return destination.stream;
}
