// A MediaRecorder eats a stream and hands out chunks: together, in their order, they are a file. What becomes of a chunk is
// the page's affair: it can stay in memory, or be written to a file while the recording goes on.
import 'webrtc-adapter';
import { openDestination, type Destination } from './destinations.js';
import { explainRecording, recordableTypes } from './types.js';
import { presetSource } from './source.js';
import { openSubject, type Subject } from './subjects.js';
import { makeSeekable, showFigures } from './show.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const subjectSelect = document.querySelector<HTMLSelectElement>('#subject')!;
const typeSelect = document.querySelector<HTMLSelectElement>('#type')!;
const destinationSelect = document.querySelector<HTMLSelectElement>('#destination')!;
const videoKbps = document.querySelector<HTMLInputElement>('#video-kbps')!;
const audioKbps = document.querySelector<HTMLInputElement>('#audio-kbps')!;
const timeslice = document.querySelector<HTMLInputElement>('#timeslice')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const pauseButton = document.querySelector<HTMLButtonElement>('#pause')!;
const resumeButton = document.querySelector<HTMLButtonElement>('#resume')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const downloadButton = document.querySelector<HTMLButtonElement>('#download')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const playback = document.querySelector<HTMLVideoElement>('#playback')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let recorder: MediaRecorder | undefined;
let subject: Subject | undefined; // what is being recorded
let recording: File | undefined; // the last one that is whole

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the source: your browser may ask you now.');
  let destination: Destination | undefined;
  let opened: Subject | undefined;
  try {
    // The person's click allows one dialogue: a file is asked for first, since the devices may be allowed already.
    destination = await openDestination(destinationSelect.value);
    opened = await openSubject(subjectSelect.value, source.value);
    if (mine.signal.aborted) return opened.close(); // Stop was pressed meanwhile
    record(opened, destination);
    update(`Recording ${destination.name}.`);
  } catch (error) {
    opened?.close();
    if (!mine.signal.aborted) update(explainRecording(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

// #region record
/** Records a stream into a destination, until it is stopped or all of its tracks have ended. */
function record(opened: Subject, destination: Destination) {
  const newRecorder = new MediaRecorder(opened.stream, {
    mimeType: typeSelect.value, // an empty one leaves the choice to the browser
    videoBitsPerSecond: 1000 * videoKbps.valueAsNumber || 2_500_000,
    audioBitsPerSecond: 1000 * audioKbps.valueAsNumber || 96_000,
  });
  const figures = showFigures(newRecorder);
  const mine = { stream: opened.stream, close: () => (figures.end(), opened.close()) };

  newRecorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return;
    destination.write(data);
    figures.add(data);
  });
  // The last chunk comes before this event, whoever stopped the recorder: so nothing is lost if a camera is unplugged.
  newRecorder.addEventListener('stop', () => {
    letGo(mine);
    void finish(destination, newRecorder.mimeType);
  });
  newRecorder.addEventListener('error', () => update('The recorder failed. What was recorded until now is kept.'));

  // With a timeslice a chunk comes each so many milliseconds; without one, everything comes at the end.
  const timesliceMs = timeslice.valueAsNumber || 0;
  if (timesliceMs > 0) newRecorder.start(timesliceMs);
  else newRecorder.start();
  recorder = newRecorder;
  subject = mine;
  preview.srcObject = opened.stream;
}
// #endregion

async function finish(destination: Destination, type: string) {
  try {
    const file = await destination.finish(type);
    if (file.size === 0) return update('Nothing was recorded: it was over before the first picture came.');
    recording = file;
    const before = playback.src;
    playback.src = URL.createObjectURL(recording);
    URL.revokeObjectURL(before);
    const length = (await makeSeekable(playback)) ? `${playback.duration.toFixed(1)} s` : 'not to be played here';
    update(`Recorded ${recording.size} bytes ${destination.name}, ${length}.`);
  } catch (error) {
    update(`The recording could not be finished. ${explainRecording(error)}`);
  }
}

function pause() {
  recorder?.pause(); // the source goes on, and no chunk comes
  update('Paused. The camera is still on.');
}

function resume() {
  recorder?.resume();
  update('Recording again.');
}

function stop() {
  asking?.abort();
  asking = undefined;
  if (recorder && recorder.state !== 'inactive') recorder.stop();
  if (subject) letGo(subject);
  update(recorder || recording ? undefined : 'Stopped. Press Start.');
}

/** A recorder leaves the source alone: closing it turns the camera's light off. */
function letGo(opened: Subject) {
  opened.close();
  if (subject !== opened) return;
  subject = recorder = undefined;
  preview.srcObject = null;
  update('Finishing the recording …');
}

function download() {
  if (!recording) return;
  Object.assign(document.createElement('a'), { href: playback.src, download: recording.name }).click();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const busy = asking !== undefined || recorder !== undefined;
  for (const control of [source, subjectSelect, typeSelect, destinationSelect, startButton]) control.disabled = busy;
  pauseButton.disabled = recorder?.state !== 'recording';
  resumeButton.disabled = recorder?.state !== 'paused';
  stopButton.disabled = !busy;
  downloadButton.disabled = recording === undefined || busy;
}

startButton.addEventListener('click', () => void start());
pauseButton.addEventListener('click', pause);
resumeButton.addEventListener('click', resume);
stopButton.addEventListener('click', stop);
downloadButton.addEventListener('click', download);
addEventListener('pagehide', stop);
for (const type of recordableTypes()) typeSelect.add(new Option(type));
for (const option of destinationSelect.options)
  option.disabled =
    option.value === 'disk' ? !('showSaveFilePicker' in window) : option.value === 'opfs' && !navigator.storage;
presetSource(source);
update();
