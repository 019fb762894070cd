// How loud is a microphone? The samples pass by on the audio thread, so that is where they are measured: an AudioWorklet
// counts there and reports to the page, and nothing is lost when the page is busy.
import { explain } from './explain.js';
import type { Level } from './level-processor.js';
import { drawHistory, resetMeters, showLevel, slowLevel } from './meters.js';
import { openSound, presetSource } from './sound.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const muteButton = document.querySelector<HTMLButtonElement>('#mute')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const threshold = document.querySelector<HTMLInputElement>('#threshold')!;
const thresholdValue = document.querySelector<HTMLElement>('#threshold-value')!;
const count = document.querySelector<HTMLElement>('#count')!;
const light = document.querySelector<HTMLElement>('#light')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined; // what would be sent in a call
let ears: MediaStream | undefined; // a clone of it that only the meter hears
let audioContext: AudioContext | undefined;

async function start() {
  const mine = (asking = new AbortController());
  // A context may only make sound, and measure, once the person has pressed something: so it is made right here.
  const newContext = new AudioContext();
  update('Waiting for the microphone: your browser may ask you now.');
  try {
    const opened = await openSound(source.value);
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    stream = opened;
    audioContext = newContext;
    await measure(newContext, stream);
    if (stream === opened) update('Measuring. Speak; then press Mute and speak again.');
  } catch (error) {
    if (mine.signal.aborted) return;
    stop();
    update(explain(error));
  } finally {
    if (audioContext !== newContext && newContext.state !== 'closed') void newContext.close();
    if (asking === mine) asking = undefined;
    update();
  }
}

// #region measure
/** Lets a worklet listen to a stream. Its reports arrive as messages until the context is closed. */
async function measure(audio: AudioContext, sent: MediaStream) {
  // A muted track is silent for everybody who holds it. A clone has a switch of its own, so the meter goes on hearing.
  ears = sent.clone();
  await audio.audioWorklet.addModule(new URL('./level-processor.js', import.meta.url));
  if (audio.state === 'closed') return; // Stop was pressed while the module was loading
  const meter = new AudioWorkletNode(audio, 'level-processor', { numberOfOutputs: 0 });
  meter.port.onmessage = ({ data }: MessageEvent<Level>) => {
    hear(data);
  };
  audio.createMediaStreamSource(ears).connect(meter);
}
// #endregion

function hear(level: Level) {
  if (!stream) return; // a report that was under way when Stop was pressed
  showLevel(level);
  drawHistory(threshold.valueAsNumber);
  count.textContent = String(Number(count.textContent) + 1);
  light.hidden = !(isMuted() && slowLevel() > threshold.valueAsNumber);
}

/** Mutes what would be sent: the track goes on and carries silence, so a call needs no new negotiation. */
function mute() {
  const muted = isMuted();
  for (const track of stream?.getAudioTracks() ?? []) track.enabled = muted;
  light.hidden = true;
  update(muted ? 'Sound would be sent again.' : 'Muted: only this page’s meter still hears you.');
}

function isMuted() {
  return stream?.getAudioTracks().every((track) => !track.enabled) ?? false;
}

function stop() {
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  if (ears) release(ears);
  void audioContext?.close();
  stream = ears = audioContext = undefined;
  light.hidden = true;
  resetMeters();
  update('Stopped. Press Start.');
}

/** Only this turns the microphone off; a clone is a track of its own, and has to be stopped too. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || stream !== undefined;
  muteButton.disabled = stream === undefined;
  muteButton.textContent = isMuted() ? 'Unmute' : 'Mute';
  stopButton.disabled = asking === undefined && stream === undefined;
  thresholdValue.textContent = threshold.value;
}

startButton.addEventListener('click', () => void start());
muteButton.addEventListener('click', mute);
stopButton.addEventListener('click', stop);
threshold.addEventListener('input', () => update());
addEventListener('pagehide', stop);
presetSource(source);
update();
