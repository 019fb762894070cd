import type { Person } from './people.js';

/** What one participant sees and hears, on the page. */
export interface Card {
  /** Shows a stream that has arrived, and listens to it. */
  play(stream: MediaStream, caption: string): HTMLVideoElement;
  /** Whose tones are heard now. */
  heard(people: readonly Person[]): Person[];
  showHeard(text: string): void;
  listen(isOn: boolean): void;
}

const box = document.querySelector<HTMLDivElement>('#cards')!;

export function clearCards() {
  for (const video of box.querySelectorAll('video')) video.srcObject = null;
  box.replaceChildren();
}

export function addCard({ name, colour }: Person, audio: AudioContext): Card {
  const section = document.createElement('section');
  section.setAttribute('aria-label', `What ${name} receives`);
  const heading = Object.assign(document.createElement('h2'), { textContent: name });
  Object.assign(heading.style, { borderLeft: `8px solid ${colour}`, paddingLeft: '8px' });
  const wall = Object.assign(document.createElement('div'), { className: 'wall' });
  const ears = Object.assign(document.createElement('p'), { textContent: 'hears nobody yet' });
  section.append(heading, wall, ears);
  box.append(section);

  const analyser = new AnalyserNode(audio, { fftSize: 8192, smoothingTimeConstant: 0.5 });
  const loudspeaker = new GainNode(audio, { gain: 0 });
  loudspeaker.connect(audio.destination);
  return {
    play(stream, caption) {
      const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
      video.srcObject = stream; // Chromium hands no sound to Web Audio that no element plays, even if it is muted
      video.setAttribute('aria-label', `${caption}, received by ${name}`);
      wall.append(video);
      // Not `autoplay`: a muted video that plays by itself is halted while it is out of sight, and the mixer needs its pictures.
      video.play().catch(() => undefined); // stopped before it began
      const source = audio.createMediaStreamSource(stream);
      source.connect(analyser);
      source.connect(loudspeaker);
      return video;
    },
    heard(people) {
      const spectrum = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(spectrum);
      return people.filter(({ hertz }) => isTone(spectrum, (hertz * analyser.fftSize) / audio.sampleRate));
    },
    showHeard(text) {
      if (ears.textContent !== text) ears.textContent = text;
    },
    listen(isOn) {
      loudspeaker.gain.value = isOn ? 1 : 0;
    },
  };
}

/** Whether the spectrum (in dB) has a tone there: a peak that stands out from what is beside it. */
function isTone(spectrum: Float32Array, bin: number): boolean {
  const level = (around: number) => Math.max(...spectrum.slice(Math.round(around) - 1, Math.round(around) + 2));
  return level(bin) > -65 && level(bin) > level(bin - 9) + 12 && level(bin) > level(bin + 9) + 12;
}
