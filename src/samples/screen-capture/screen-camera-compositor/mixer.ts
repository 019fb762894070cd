/** Two sounds that have become one track. */
export interface Mixer {
  readonly track: MediaStreamTrack;
  /** Which of the two sounds there are. */
  readonly has: Readonly<Record<SoundName, boolean>>;
  /** How loud a sound is in the sum: 0 is silence, 1 leaves it as it is. */
  setGain(name: SoundName, gain: number): void;
  /** The highest sample of the last few milliseconds. */
  peak(): number;
  close(): void;
}

/** The two sounds, as their sliders are called. */
export type SoundName = 'microphone' | 'system';

/** Adds up the sounds of two streams. A stream without sound adds nothing. */
export function openMixer(streams: Readonly<Record<SoundName, MediaStream>>): Mixer {
  const audio = new AudioContext();
  // The sum goes to a track and not to the speakers: whoever speaks must not hear themselves.
  const sum = audio.createMediaStreamDestination();
  const analyser = new AnalyserNode(audio, { fftSize: 2048 });
  const add = (stream: MediaStream) => {
    const gain = new GainNode(audio);
    gain.connect(sum);
    gain.connect(analyser);
    const hasSound = stream.getAudioTracks().length > 0;
    if (hasSound) audio.createMediaStreamSource(stream).connect(gain);
    return { hasSound, gain: gain.gain };
  };
  const inputs = { microphone: add(streams.microphone), system: add(streams.system) };
  const samples = new Float32Array(analyser.fftSize);
  return {
    track: sum.stream.getAudioTracks()[0]!,
    has: { microphone: inputs.microphone.hasSound, system: inputs.system.hasSound },
    // A gain that jumps clicks; this one is there after a few hundredths of a second.
    setGain: (name, gain) => inputs[name].gain.setTargetAtTime(gain, audio.currentTime, 0.02),
    peak: () => {
      analyser.getFloatTimeDomainData(samples);
      return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
    },
    close: () => void audio.close(),
  };
}
