/** Something to send, and what ends it. */
export interface Sound {
  readonly track: MediaStreamTrack;
  stop(): void;
}

/** Opens the microphone, in stereo if it has two, or makes two tones for machines that have none. */
export async function openSound(name: string): Promise<Sound> {
  if (name === 'synthetic') return twoTones();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: { ideal: 2 } } });
  const [track] = stream.getAudioTracks() as [MediaStreamTrack];
  return { track, stop: () => track.stop() };
}

function twoTones(): Sound {
  const audio = new AudioContext();
  const sides = new ChannelMergerNode(audio, { numberOfInputs: 2 });
  for (const [side, frequency] of [440, 660].entries()) {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(new GainNode(audio, { gain: 0.3 })).connect(sides, 0, side);
    tone.start();
  }
  const output = audio.createMediaStreamDestination();
  sides.connect(output);
  const [track] = output.stream.getAudioTracks() as [MediaStreamTrack];
  return {
    track,
    stop: () => {
      track.stop();
      void audio.close();
    },
  };
}

// #region same:preset-sound
/** Takes the choice from the address (`?source=synthetic`), for a link that must work on a machine without a microphone. */
export function presetSource(select: HTMLSelectElement) {
  const wanted = new URLSearchParams(location.search).get('source');
  const option = [...select.options].find(({ value }) => value === wanted);
  if (option) option.selected = true;
}
// #endregion
