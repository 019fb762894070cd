// A call and a recorder take one picture and one sound. So the screen and the camera are drawn onto one canvas, the microphone and
// the sound of the screen are added up by one AudioContext, and what comes out of both are the two tracks of a new stream.
import { explain } from './explain.js';
import { fileOf, saveFile } from './file.js';
import { outputSize } from './layout.js';
import { openMixer } from './mixer.js';
import { paint } from './painting.js';
import { partEnded, screenEnded, screenIsSilent, whyNoScreen } from './sentences.js';
import { openSource, presetSource } from './source.js';
import { connectSliders, readWishes, showLevel, showNumbers } from './wishes.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const recordButton = document.querySelector<HTMLButtonElement>('#record')!;
const downloadButton = document.querySelector<HTMLButtonElement>('#download')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const outputVideo = document.querySelector<HTMLVideoElement>('#output')!;
const playback = document.querySelector<HTMLVideoElement>('#playback')!;
const caption = document.querySelector<HTMLElement>('#caption')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let session: AbortController | undefined; // from Start to Stop; all that is opened in between ends with its signal
let output: MediaStream | undefined;
let recorder: MediaRecorder | undefined; // while it records
let recording: File | undefined; // the last one that is whole

async function start() {
  const { signal } = (session = new AbortController());
  let screen: MediaStream | undefined;
  try {
    // The screen comes first: a page may ask for it only within a few seconds of a click, and a person may think longer than that
    // about the camera. If the camera is refused then, the screen must not stay shared.
    update('Choose what to share, and tick its sound if you want it.');
    screen = endWith(signal, await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }));
    screen.getVideoTracks()[0]!.addEventListener('ended', () => stop(screenEnded), { signal });
    update('Waiting for the camera and the microphone: your browser may ask you now.');
    const person = endWith(signal, await openSource(source.value));
    output = compose(screen, person, signal);
    outputVideo.srcObject = output;
    const silent = screen.getAudioTracks().length === 0;
    update(silent ? screenIsSilent : 'Screen, camera and both sounds come. Press Record.');
  } catch (error) {
    if (!signal.aborted) stop(screen ? `${explain(error)} The screen is no longer shared.` : whyNoScreen(error));
  }
}

// #region compose
/** Draws the two pictures onto one canvas and adds up the two sounds, until the signal. */
function compose(screen: MediaStream, person: MediaStream, signal: AbortSignal): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), outputSize);
  const context = canvas.getContext('2d')!;
  const screenVideo = play(screen, signal);
  const cameraVideo = play(person, signal);
  const mixer = openMixer({ microphone: person, system: screen });
  connectSliders(mixer, signal);

  const clock = new Worker(new URL('./clock.js', import.meta.url), { type: 'module' });
  const draw = () => {
    const hasCamera = person.getVideoTracks()[0]?.readyState === 'live';
    paint(context, readWishes(), screenVideo, hasCamera ? cameraVideo : undefined);
    showLevel(mixer.peak());
    clock.postMessage(1000 / 30);
  };
  clock.addEventListener('message', draw, { signal });
  draw();

  for (const track of [...person.getTracks(), ...screen.getAudioTracks()])
    track.addEventListener('ended', () => update(partEnded(track, screen)), { signal });
  signal.addEventListener('abort', () => {
    clock.terminate();
    mixer.close();
  });
  return endWith(signal, new MediaStream([...canvas.captureStream(30).getVideoTracks(), mixer.track]));
}

/** A canvas can be given only what is being played. This element is not on the page, so nothing plays unless it is told to. */
function play(stream: MediaStream, signal: AbortSignal): HTMLVideoElement {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  video.srcObject = stream;
  // It rejects only if Stop comes first. Until there is a picture, nothing is drawn.
  video.play().catch(() => undefined);
  signal.addEventListener('abort', () => {
    video.srcObject = null;
  });
  return video;
}
// #endregion

function record() {
  if (recorder) return endRecording('The recording is over; the sharing goes on.');
  const mine = (recorder = new MediaRecorder(output!));
  const chunks: Blob[] = [];
  mine.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  mine.addEventListener('stop', () => void keep(chunks, mine.mimeType));
  mine.addEventListener('error', () => endRecording('The recorder failed. What it had until then is kept.'));
  mine.start();
  update('Recording. Press Record again to end it.');
}

function endRecording(sentence: string) {
  recorder?.stop(); // what is left comes as data, and then the event above
  recorder = undefined;
  update(sentence);
}

async function keep(chunks: Blob[], type: string) {
  const file = await fileOf(chunks, type);
  if (!file) return update(`${status.textContent} It was too short to be kept: there was no picture yet.`);
  recording = file;
  URL.revokeObjectURL(playback.src);
  playback.src = URL.createObjectURL(file);
  caption.textContent = `${file.name}, ${Math.ceil(file.size / 1024)} KiB`;
  update();
}

function stop(sentence = 'Stopped. Press Start to share again.') {
  endRecording(sentence);
  session?.abort();
  session = output = undefined;
  outputVideo.srcObject = null;
  update();
}

/** Stops the tracks of a stream at the signal; if it has been given already, at once, and then there is no stream to go on with. */
function endWith(signal: AbortSignal, stream: MediaStream): MediaStream {
  const end = () => stream.getTracks().forEach((track) => track.stop());
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  signal.throwIfAborted();
  return stream;
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = session !== undefined;
  recordButton.disabled = output === undefined;
  recordButton.ariaPressed = String(recorder !== undefined);
  downloadButton.disabled = recording === undefined;
  stopButton.disabled = session === undefined;
}

startButton.addEventListener('click', () => void start());
recordButton.addEventListener('click', record);
downloadButton.addEventListener('click', () => recording && saveFile(recording));
stopButton.addEventListener('click', () => stop());
addEventListener('pagehide', () => stop());
presetSource(source);
showNumbers();
update();
