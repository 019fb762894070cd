// What does a sound look like? An AnalyserNode lets the sound pass and keeps the last samples of it. Two questions can be put
// to it at any moment: how the wave runs, and which frequencies it is made of. All that is drawn here are its answers.
import { cleared, drawBars, drawOscilloscope, drawSpectrogram } from './drawings.js';
import { explain } from './explain.js';
import { noteOf, strongest } from './pitch.js';
import { openSound, presetSource, type Sound } from './sound.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const frequency = document.querySelector<HTMLInputElement>('#frequency')!;
const wave = document.querySelector<HTMLSelectElement>('#wave')!;
const fftSize = document.querySelector<HTMLSelectElement>('#fft-size')!;
const smoothing = document.querySelector<HTMLInputElement>('#smoothing')!;
const smoothingValue = document.querySelector<HTMLElement>('#smoothing-value')!;
const peak = document.querySelector<HTMLElement>('#peak')!;
const note = document.querySelector<HTMLElement>('#note')!;
const binWidth = document.querySelector<HTMLElement>('#bin')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const canvases = ['oscilloscope', 'bars', 'spectrogram'].map((name) =>
  document.querySelector<HTMLCanvasElement>(`#${name}`)!,
) as [HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement];

let asking: AbortController | undefined; // while the browser asks the person
let running: { audio: AudioContext; analyser: AnalyserNode; sound: Sound } | undefined;

async function start() {
  const mine = (asking = new AbortController());
  // A context may only work once the person has pressed something: so it is made right here, before anything is awaited.
  const audio = new AudioContext();
  update('Waiting for the microphone: your browser may ask you now.');
  try {
    const sound = await openSound(audio, source.value);
    if (mine.signal.aborted) return sound.stop(); // Stop was pressed meanwhile
    analyse(audio, sound);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (running?.audio !== audio) void audio.close();
    if (asking === mine) asking = undefined;
    update();
  }
}

function analyse(audio: AudioContext, sound: Sound) {
  // The analyser leads nowhere, and need not: nothing is played, so nothing can howl.
  const analyser = new AnalyserNode(audio, { minDecibels: -100, maxDecibels: -10 });
  sound.node.connect(analyser);
  running = { audio, analyser, sound };
  sound.track?.addEventListener('ended', () => {
    if (running?.sound !== sound) return;
    stop();
    update(`“${sound.name}” was unplugged or taken back. Press Start for the next microphone.`);
  });
  for (const canvas of canvases) cleared(canvas);
  tune();
  update(`Looking at ${sound.name}.`);
  draw();
}

// #region draw
/** Puts the questions and draws the answers, once for each picture of the screen, as long as the analyser is wanted. */
function draw() {
  if (!running) return;
  const { audio, analyser } = running;

  // The wave: the last fftSize samples, each between −1 and 1.
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);

  // The frequencies: half as many bins, from 0 to half the sample rate. As bytes, they are scaled for a drawing; as floats,
  // they are decibels relative to full scale.
  const levels = new Uint8Array(analyser.frequencyBinCount);
  analyser.getByteFrequencyData(levels);
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(spectrum);

  const hertzPerBin = audio.sampleRate / analyser.fftSize;
  const [oscilloscope, bars, spectrogram] = canvases;
  if (!oscilloscope.hidden) drawOscilloscope(oscilloscope, samples);
  if (!bars.hidden) drawBars(bars, levels, hertzPerBin);
  if (!spectrogram.hidden) drawSpectrogram(spectrogram, levels, hertzPerBin);

  const hertz = strongest(spectrum, hertzPerBin);
  const silence = audio.state === 'running' ? 'silence' : 'waiting for the sound system';
  peak.textContent = hertz ? `${hertz.toFixed(1)} Hz` : silence;
  note.textContent = hertz ? noteOf(hertz) : '–';
  binWidth.textContent = `${hertzPerBin.toFixed(1)} Hz, from ${((1000 * analyser.fftSize) / audio.sampleRate).toFixed(1)} ms of sound`;
  requestAnimationFrame(draw);
}
// #endregion

/** Gives the analyser and the tone what the controls say; all of it can change while it runs. */
function tune() {
  smoothingValue.textContent = smoothing.value;
  if (!running) return;
  running.analyser.fftSize = Number(fftSize.value); // a power of two, from 32 to 32768
  running.analyser.smoothingTimeConstant = smoothing.valueAsNumber;
  const { oscillator } = running.sound;
  if (!oscillator) return;
  oscillator.type = wave.value as OscillatorType;
  oscillator.frequency.value = Math.min(20_000, Math.max(20, frequency.valueAsNumber || 440));
}

function stop() {
  asking?.abort();
  asking = undefined;
  running?.sound.stop();
  void running?.audio.close();
  running = undefined;
  peak.textContent = note.textContent = binWidth.textContent = '–';
  update('Stopped. The last pictures stay; press Start for new ones.');
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || running !== undefined;
  stopButton.disabled = asking === undefined && running === undefined;
  frequency.disabled = wave.disabled = source.value !== 'synthetic'; // nobody can tune what a microphone hears
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
source.addEventListener('change', () => update());
for (const control of [frequency, wave, fftSize, smoothing]) control.addEventListener('input', tune);
for (const canvas of canvases)
  document.querySelector<HTMLInputElement>(`#show-${canvas.id}`)!.addEventListener('change', ({ target }) => {
    canvas.hidden = canvas.parentElement!.hidden = !(target as HTMLInputElement).checked;
  });
addEventListener('pagehide', stop);
presetSource(source);
update();
