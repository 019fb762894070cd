// A CSS filter changes how an element looks and nothing else: the track, a recording and the far side of a call keep the plain
// picture. A canvas has a filter of its own, with the same grammar; what is drawn through it is really changed.
import { explain } from './explain.js';
import { filterText, onFilterChange } from './filter-sliders.js';
import { openPicture, presetSource } from './picture.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const snapshotButton = document.querySelector<HTMLButtonElement>('#snapshot')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const saveButton = document.querySelector<HTMLButtonElement>('#save')!;
const bake = document.querySelector<HTMLInputElement>('#bake')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const picture = document.querySelector<HTMLCanvasElement>('#picture')!;
const caption = document.querySelector<HTMLElement>('#caption')!;
const css = document.querySelector<HTMLElement>('#css')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const context = picture.getContext('2d')!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;
let taken = false; // whether there is a snapshot to save

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera: your browser may ask you now.');
  try {
    const opened = await openPicture(source.value);
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    show(opened);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function show(opened: MediaStream) {
  stream = opened;
  preview.srcObject = stream;
  // Fired when the camera is unplugged or the permission is taken back; never by the page's own stop().
  for (const track of stream.getTracks())
    track.addEventListener('ended', () => {
      if (stream !== opened) return;
      stop();
      update('The camera was taken away. Connect it again, or choose the synthetic picture, then press Start.');
    });
  update('Move a slider or choose a preset, then take a snapshot.');
}

// #region filter
/** Hands the filter to the element. The graphics card does the work while it shows the page; no script sees a point of it. */
function applyFilter() {
  preview.style.filter = filterText();
  css.textContent = `filter: ${filterText()};`;
}
// #endregion

// #region snapshot
/** Draws the present picture. `drawImage` takes it from the track, so the element's own filter would be missing. */
function takeSnapshot() {
  picture.width = preview.videoWidth; // this also empties the canvas, and resets its filter
  picture.height = preview.videoHeight;
  // A blur is given in points of the page, and the picture is usually shown smaller than it is: its blur must be larger.
  const scale = Math.max(preview.videoWidth / preview.clientWidth, preview.videoHeight / preview.clientHeight);
  const filter = bake.checked && canBake ? filterText(scale) : 'none';
  if (canBake) context.filter = filter;
  context.drawImage(preview, 0, 0);
  taken = true;
  caption.textContent = `${picture.width} × ${picture.height}, filter: ${filter}`;
  update('Taken. Compare the two pictures.');
}
// #endregion

function save() {
  picture.toBlob((blob) => {
    const url = URL.createObjectURL(blob!);
    Object.assign(document.createElement('a'), { href: url, download: 'snapshot.png' }).click();
    URL.revokeObjectURL(url);
    update(`Saved as snapshot.png, ${blob!.size} bytes.`);
  });
}

/** Some browsers know filters for elements only. */
const canBake = 'filter' in context;

function stop() {
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  stream = undefined;
  preview.srcObject = null;
  update('Stopped. Press Start.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || stream !== undefined;
  // Before the first frame a video has no size, and there is nothing to draw.
  snapshotButton.disabled = stream === undefined || preview.readyState < HTMLMediaElement.HAVE_CURRENT_DATA;
  stopButton.disabled = asking === undefined && stream === undefined;
  saveButton.disabled = !taken;
  bake.disabled = !canBake;
}

startButton.addEventListener('click', () => void start());
snapshotButton.addEventListener('click', takeSnapshot);
stopButton.addEventListener('click', stop);
saveButton.addEventListener('click', save);
preview.addEventListener('loadeddata', () => update());
addEventListener('pagehide', stop);
onFilterChange(applyFilter);
presetSource(source);
update(
  canBake ? undefined : 'This browser filters elements, but cannot draw a filter into a canvas: snapshots stay plain.',
);
