/** Something to look at, and what ends it. */
export interface Sound {
  readonly node: AudioNode;
  /** How a sentence names it. */
  readonly name: string;
  /** There is one if a device makes the sound. */
  readonly track?: MediaStreamTrack;
  /** There is one if the page makes the sound. */
  readonly oscillator?: OscillatorNode;
  stop(): void;
}

/** Opens the microphone, or makes a tone that nobody hears: it goes to no loudspeaker. */
export async function openSound(audio: AudioContext, name: string): Promise<Sound> {
  if (name === 'synthetic') {
    const oscillator = new OscillatorNode(audio);
    const volume = new GainNode(audio, { gain: 0.5 });
    oscillator.connect(volume);
    oscillator.start();
    return { node: volume, name: 'a tone that this page makes', oscillator, stop: () => oscillator.stop() };
  }
  // Browsers clean what a microphone hears for speech: a steady tone is noise to them, and would be taken away.
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const [track] = stream.getAudioTracks() as [MediaStreamTrack];
  return { node: audio.createMediaStreamSource(stream), name: track.label, track, stop: () => track.stop() };
}

// #region same:preset-sound
/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a microphone. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}
// #endregion
