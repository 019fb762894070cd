/** Something to send, and what ends it. */
export interface Sound {
  readonly node: AudioNode;
  /** There is one if a device makes the sound. */
  readonly track?: MediaStreamTrack;
  stop(): void;
}

/** Opens the microphone, or makes a tone for machines that have none. */
export async function openSound(audio: AudioContext, name: string): Promise<Sound> {
  if (name === 'synthetic') {
    const oscillator = new OscillatorNode(audio, { frequency: 440 });
    const quieter = new GainNode(audio, { gain: 0.4 });
    oscillator.connect(quieter);
    oscillator.start();
    return { node: quieter, stop: () => oscillator.stop() };
  }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks() as [MediaStreamTrack];
  return { node: audio.createMediaStreamSource(stream), track, stop: () => track.stop() };
}

// #region same:preset-sound
/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a microphone. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}
// #endregion
