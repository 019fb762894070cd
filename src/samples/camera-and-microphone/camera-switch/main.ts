// A track belongs to one camera for its whole life: to switch is to stop one track and to ask for another. The old one goes
// first, because many phones, and some drivers, run only one camera at a time.
import { cameraAfter, listCameras, release, whyNoCamera } from './cameras.js';
import { logDeviceChange, rememberDevices } from './device-log.js';
import { coverWithLastPicture, uncover } from './last-picture.js';

const cameraSelect = document.querySelector<HTMLSelectElement>('#camera')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const nextButton = document.querySelector<HTMLButtonElement>('#next')!;
const frontButton = document.querySelector<HTMLButtonElement>('#front')!;
const rearButton = document.querySelector<HTMLButtonElement>('#rear')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const keep = document.querySelector<HTMLInputElement>('#keep')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const log = document.querySelector<HTMLOListElement>('#log')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // from a choice until its camera is on
let stream: MediaStream | undefined;
let lastId: string | undefined; // the camera that was on last: the way back when another cannot be had
let turn = Promise.resolve();

/** Switches to a camera that meets the constraints. Whoever presses quickly gets only the last of what they chose. */
function switchTo(video: MediaTrackConstraints, said = '') {
  asking?.abort();
  const mine = (asking = new AbortController());
  // Each request waits for the one before, so that two cameras are never on at once.
  turn = turn.then(async () => {
    if (!mine.signal.aborted) await open(video, mine.signal, said);
    if (asking === mine) asking = undefined;
    update();
  });
  update(`${said} Waiting for a camera: your browser may ask you now.`.trim());
}

// #region switch
async function open(video: MediaTrackConstraints, signal: AbortSignal, said: string) {
  if (keep.checked) coverWithLastPicture(preview);
  letGo();
  try {
    const opened = await navigator.mediaDevices.getUserMedia({ video });
    if (signal.aborted) return release(opened); // Stop was pressed meanwhile, or another camera was chosen
    await show(opened, said);
  } catch (error) {
    if (signal.aborted) return;
    // The old camera is off already, so a refusal would leave nothing: ask for the old one again, once.
    const wayBack = lastId;
    lastId = undefined;
    const reason = `${said} ${whyNoCamera(error)}`.trim();
    if (wayBack !== undefined)
      return open({ deviceId: { exact: wayBack } }, signal, `${reason} Back to the one before.`);
    uncover();
    update(reason);
  }
}
// #endregion

async function show(opened: MediaStream, said: string) {
  stream = opened;
  preview.srcObject = opened;
  const [track] = opened.getVideoTracks() as [MediaStreamTrack];
  const { deviceId, facingMode } = track.getSettings();
  lastId = deviceId;
  // Fired when the camera is unplugged or the permission is taken back; never by the page's own stop().
  track.addEventListener('ended', () => {
    if (stream === opened) lose(track.label, deviceId);
  });
  const facing = facingMode ? `facing mode: ${facingMode}` : 'it does not say where it looks';
  update(`${said} On: “${track.label}”, ${facing}.`.trim());
  await refresh();
}

/** Names and ids are given only once a camera is allowed, so the list is read again each time. */
async function refresh() {
  await listCameras(cameraSelect, lastId);
  await rememberDevices();
  update();
}

/** A camera was unplugged: the next one takes its place, if there is one. */
function lose(label: string, id: string | undefined) {
  const next = cameraAfter(cameraSelect, id);
  lastId = undefined;
  const sentence = `“${label}” was taken away.`;
  if (next !== undefined) return switchTo({ deviceId: { exact: next } }, sentence);
  stop();
  update(`${sentence} Connect it again, then press Start.`);
}

/** A plain id would be a mere wish; `exact` gives this camera or an error. */
function chosen(): MediaTrackConstraints {
  return cameraSelect.value === '' ? {} : { deviceId: { exact: cameraSelect.value } };
}

function next() {
  cameraSelect.value = cameraAfter(cameraSelect, cameraSelect.value) ?? cameraSelect.value;
  switchTo(chosen());
}

function letGo() {
  if (stream) release(stream);
  stream = undefined;
  preview.srcObject = null;
}

function stop() {
  asking?.abort();
  asking = lastId = undefined;
  letGo();
  uncover();
  update('Stopped. Press Start.');
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const busy = asking !== undefined || stream !== undefined;
  startButton.disabled = busy;
  frontButton.disabled = rearButton.disabled = stopButton.disabled = !busy;
  nextButton.disabled = !busy || cameraSelect.options.length < 2;
}

startButton.addEventListener('click', () => switchTo(chosen()));
nextButton.addEventListener('click', next);
frontButton.addEventListener('click', () => switchTo({ facingMode: { exact: 'user' } }));
rearButton.addEventListener('click', () => switchTo({ facingMode: { exact: 'environment' } }));
stopButton.addEventListener('click', stop);
cameraSelect.addEventListener('change', () => {
  if (asking || stream) switchTo(chosen());
});
preview.addEventListener('loadeddata', uncover);
navigator.mediaDevices?.addEventListener('devicechange', () => void logDeviceChange(log).then(refresh));
addEventListener('pagehide', stop);
update();
