// What the effects are made of is computed here, so that there is no file to load.

/** A curve from what goes in to what comes out, each from −1 to 1: the more percent, the sooner it is cut off. */
export function distortionCurve(percent: number): Float32Array<ArrayBuffer> {
  const drive = 1 + percent / 4;
  return Float32Array.from({ length: 1025 }, (_, at) => Math.tanh(drive * (at / 512 - 1)) / Math.tanh(drive));
}

/** What a hall answers to a clap: noise that dies away in a second and a half, different on each side. */
export function hall(audio: AudioContext): AudioBuffer {
  const length = Math.round(1.5 * audio.sampleRate);
  const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate: audio.sampleRate });
  for (const channel of [0, 1]) {
    const samples = buffer.getChannelData(channel);
    for (let at = 0; at < length; at++) samples[at] = (2 * Math.random() - 1) * (1 - at / length) ** 3;
  }
  return buffer;
}

/** A jingle of three rising notes, each a third of a second long. */
export function jingle(audio: AudioContext): AudioBuffer {
  const { sampleRate } = audio;
  const buffer = new AudioBuffer({ length: sampleRate, sampleRate });
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at++) {
    const seconds = at / sampleRate;
    const note = Math.min(2, Math.floor(seconds * 3));
    const hertz = [1047, 1319, 1568][note]!; // C6, E6, G6
    samples[at] = 0.5 * Math.sin(2 * Math.PI * hertz * seconds) * (1 - (seconds * 3 - note));
  }
  return buffer;
}
