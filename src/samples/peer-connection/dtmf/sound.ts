/** Opens the microphone, or makes silence: what is sent besides the tones would only disturb whoever listens for them. */
export async function openSound(audio: AudioContext, name: string): Promise<MediaStream> {
  if (name !== 'synthetic') return navigator.mediaDevices.getUserMedia({ audio: true });
  const silence = new ConstantSourceNode(audio, { offset: 0 });
  const output = audio.createMediaStreamDestination();
  silence.connect(output);
  silence.start();
  return output.stream;
}

/** Only this turns a microphone off; forgetting its stream does not. */
export function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

// #region same:preset-sound
/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a microphone. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}
// #endregion
