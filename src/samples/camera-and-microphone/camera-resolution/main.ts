// The size of a camera's picture is a constraint like others: `ideal` comes as near as it can, `exact` fails rather than give
// another. A camera that is on is changed by `applyConstraints`; a refusal then leaves the picture as it was.
import { cameraAfter, listCameras, release, whyNoCamera } from './cameras.js';
import { showFacts } from './facts.js';
import { openCamera } from './open-camera.js';
import { scanSizes } from './scan.js';
import { shownSize, sizeArrives, sizes, wordsFor, type Size } from './sizes.js';

const presets = document.querySelector<HTMLFieldSetElement>('#presets')!;
const scanButton = document.querySelector<HTMLButtonElement>('#scan')!;
const pauseButton = document.querySelector<HTMLButtonElement>('#pause')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const cameraSelect = document.querySelector<HTMLSelectElement>('#camera')!;
const exact = document.querySelector<HTMLInputElement>('#exact')!;
const resizeMode = document.querySelector<HTMLSelectElement>('#resize-mode')!;
const widthSlider = document.querySelector<HTMLInputElement>('#width')!;
const widthValue = document.querySelector<HTMLElement>('#width-value')!;
const lock = document.querySelector<HTMLInputElement>('#lock')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while a size is asked for, or all of them
let stream: MediaStream | undefined;
let asked = sizes[4]!; // the last size that was had
let ratio = 4 / 3; // of the last preset, which the slider keeps

// #region request
/** Asks for a size: of the browser while no camera is on, of the running camera otherwise. Rejects if it cannot be had. */
async function request(size: Size, signal: AbortSignal) {
  const manner = (points: number) => (exact.checked ? { exact: points } : { ideal: points });
  const constraints: MediaTrackConstraints & { resizeMode?: ConstrainDOMString } = {
    width: manner(size.width),
    ...(size.height && { height: manner(size.height) }),
    ...(cameraSelect.value && { deviceId: { exact: cameraSelect.value } }),
    // Without this a browser may crop and scale one of the camera's own sizes to make the one that is asked for.
    ...(resizeMode.value && { resizeMode: { exact: resizeMode.value } }),
  };
  const track = stream?.getVideoTracks()[0];
  // A second getUserMedia would not do: what is asked for besides a track that is on gets no larger picture than that one.
  if (track) await track.applyConstraints(constraints);
  else show(await openCamera(constraints, signal));
  asked = size;
  await resume(); // a paused picture would not show its new size
  if (!signal.aborted) await sizeArrives(preview, size, signal);
}
// #endregion

/** Asks for a size, and says what came of it. */
async function choose(size: Size, said = '') {
  asking?.abort();
  const mine = (asking = new AbortController());
  update(`${said} Asking for ${wordsFor(size)} …`.trim());
  try {
    await request(size, mine.signal);
    if (sizes.includes(size)) {
      ratio = preview.videoWidth / preview.videoHeight;
      widthSlider.valueAsNumber = preview.videoWidth;
    }
    said += ` ${size.name}: the picture is ${shownSize(size, preview)}.`;
  } catch (error) {
    said += ` ${size.name}: ${whyNoCamera(error)} ${stream ? 'The picture goes on as it was.' : ''}`;
  }
  if (asking === mine) asking = undefined;
  if (!mine.signal.aborted) update(said.trim());
}

async function scan() {
  const mine = (asking = new AbortController());
  const before = asked;
  update('Scanning: each size is asked for in turn.');
  await scanSizes((size) => request(size, mine.signal), preview, stream!.getVideoTracks()[0]!, mine.signal);
  if (!mine.signal.aborted)
    await choose(before, 'Scanned: the table tells what this camera gives. Back to the size before.');
}

/** While the slider moves, each request waits for the one before, and takes the newest position. */
async function slide() {
  for (let width = 0; width !== widthSlider.valueAsNumber && stream && !asking;) {
    width = widthSlider.valueAsNumber;
    await choose({ name: 'Live', width, ...(lock.checked && { height: Math.round(width / ratio) }) });
  }
}

function show(opened: MediaStream) {
  stream = opened;
  preview.srcObject = opened;
  const [track] = opened.getVideoTracks() as [MediaStreamTrack];
  const { deviceId } = track.getSettings();
  widthSlider.max = String(track.getCapabilities?.().width?.max ?? 1920);
  // Fired when the camera is unplugged or the permission is taken back; never by the page's own stop().
  track.addEventListener('ended', () => {
    if (stream !== opened) return;
    const said = `“${track.label}” was taken away.`;
    const next = cameraAfter(cameraSelect, deviceId);
    if (next === undefined) stop(`${said} Connect it again, then choose a size.`);
    else switchTo(next, said);
  });
  void listCameras(cameraSelect, deviceId);
}

/** Another camera is another track. The old one is stopped first: many phones run only one at a time. */
function switchTo(deviceId: string, said = '') {
  stop();
  cameraSelect.value = deviceId;
  void choose(asked, said);
}

/** Pausing is a matter of the element: the camera goes on, and its light too. */
async function pauseOrResume() {
  if (!preview.paused) preview.pause();
  else await resume();
  if (stream) update(preview.paused ? 'The picture is paused; the camera is still on.' : 'The picture goes on.');
}

async function resume() {
  if (stream && preview.paused) await preview.play().catch(() => undefined); // Stop in the middle is no failure
}

function stop(sentence = 'Stopped. Choose a size.') {
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  stream = undefined;
  preview.srcObject = null;
  update(sentence);
}

/** Shows a sentence, if there is a new one, which controls make sense now, and what came. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  for (const button of presets.querySelectorAll('button')) button.disabled = asking !== undefined;
  scanButton.disabled = stream === undefined || asking !== undefined;
  pauseButton.disabled = stream === undefined;
  pauseButton.textContent = stream && preview.paused ? 'Resume picture' : 'Pause picture';
  stopButton.disabled = stream === undefined && asking === undefined;
  widthSlider.disabled = stream === undefined;
  widthValue.textContent = stream ? widthSlider.value : '–';
  showFacts(asked, stream?.getVideoTracks()[0], preview);
}

presets.addEventListener('click', ({ target }) => {
  const size = sizes.find(({ name }) => name === (target as HTMLElement).textContent);
  if (size) void choose(size);
});
scanButton.addEventListener('click', () => void scan());
pauseButton.addEventListener('click', () => void pauseOrResume());
stopButton.addEventListener('click', () => stop());
cameraSelect.addEventListener('change', () => {
  if (stream || asking) switchTo(cameraSelect.value);
});
widthSlider.addEventListener('input', () => void slide());
preview.addEventListener('resize', () => update());
addEventListener('pagehide', () => stop());
update();
