// Constraints are wishes about a track. A bare number or `ideal` is a preference: the browser comes as near as it can.
// `min`, `max` and `exact` are demands: if no camera meets them, the request fails and names the constraint.
import { compare } from './asked-and-got.js';
import { constraintsEditor } from './constraints-editor.js';
import { measureFrameRate } from './frame-rate.js';
import { reasonFor } from './refusal.js';

const getMediaButton = document.querySelector<HTMLButtonElement>('#get-media')!;
const applyButton = document.querySelector<HTMLButtonElement>('#apply')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const measured = document.querySelector<HTMLElement>('#measured')!;
const comparison = document.querySelector<HTMLTableSectionElement>('#comparison')!;
const supported = document.querySelector<HTMLElement>('#supported')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

const editor = constraintsEditor(
  document.querySelector('#fields')!,
  document.querySelector('#json')!,
  document.querySelector('#mistake')!,
);

let asking: AbortController | undefined; // while the browser asks the person, or looks for a camera
let stream: MediaStream | undefined;
let accepted: MediaTrackConstraints = {}; // as they were written, the last time the browser took them
let stopMeasuring: (() => void) | undefined;

/** Asks for a camera that meets the constraints. */
async function getMedia() {
  const constraints = read();
  if (!constraints) return;
  const mine = (asking = new AbortController());
  update('Waiting for a camera: your browser may ask you now.');
  try {
    const opened = await navigator.mediaDevices.getUserMedia({ video: constraints });
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    // The earlier stream ends only now: had the request failed, it would still be running.
    if (stream) release(stream);
    stream = opened;
    accepted = constraints;
    preview.srcObject = stream;
    stopMeasuring ??= measureFrameRate(preview, measured);
    // The attribute autoplay would pause a muted video that is scrolled out of sight, and the count of its frames with it.
    await preview.play();
    if (mine.signal.aborted) return;
    update(`Got “${videoTrack().label}”. Change the constraints and press Apply live, or Get media for a new request.`);
  } catch (error) {
    if (!mine.signal.aborted) update(reasonFor(error, stream !== undefined));
  } finally {
    if (asking === mine) asking = undefined;
    describe();
    update();
  }
}

/** Asks the running camera to change. The new constraints replace all of the old ones: nothing is added up. */
async function applyLive() {
  const constraints = read();
  if (!constraints) return;
  const track = videoTrack();
  update('Applying …');
  try {
    await track.applyConstraints(constraints);
    if (track.readyState !== 'live') return; // Stop was pressed meanwhile
    accepted = constraints;
    update('Applied to the running camera. The verdicts say how near it came.');
  } catch (error) {
    // A refused change leaves the track as it was. One that was stopped meanwhile has nothing more to say.
    if (track.readyState === 'live') update(reasonFor(error, true));
  }
  describe();
}

/** The constraints that were written, or nothing while they cannot be read: what to mend is said, what was typed stays. */
function read(): MediaTrackConstraints | undefined {
  try {
    return editor.read();
  } catch (error) {
    update(`${error instanceof Error ? error.message : 'The constraints cannot be read.'} Mend it, then press again.`);
    return undefined;
  }
}

/** Shows what the track was asked for beside what it does. */
function describe() {
  if (!stream) return comparison.replaceChildren();
  // Names that a browser does not know are ignored without an error, and the track forgets them: only this list tells.
  const known = navigator.mediaDevices.getSupportedConstraints();
  supported.textContent = Object.keys(known).sort().join(', ');
  compare(comparison, { ...accepted, ...videoTrack().getConstraints() }, videoTrack().getSettings(), known);
}

const videoTrack = () => stream!.getVideoTracks()[0]!;

function stop() {
  asking?.abort();
  asking = undefined;
  stopMeasuring?.();
  stopMeasuring = undefined;
  if (stream) release(stream);
  stream = undefined;
  preview.srcObject = null;
  measured.textContent = 'No picture yet.';
  describe();
  update('Stopped. Press Get media.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  getMediaButton.disabled = asking !== undefined;
  applyButton.disabled = asking !== undefined || stream === undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
}

getMediaButton.addEventListener('click', () => void getMedia());
applyButton.addEventListener('click', () => void applyLive());
stopButton.addEventListener('click', stop);
// Some browsers change the track a little after the promise: a new size of the picture is the sign.
preview.addEventListener('resize', describe);
addEventListener('pagehide', stop);
update();
