// A camera picture is only numbers: drawn on a canvas, it can be read pixel by pixel. Here each pixel becomes a letter,
// so the canvas is made just as small as the text is to be, and the browser does the scaling.
import { explain } from './explain.js';
import { openPicture, presetSource } from './picture.js';
import { copyText, saveText } from './keep.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const columns = document.querySelector<HTMLInputElement>('#columns')!;
const fps = document.querySelector<HTMLInputElement>('#fps')!;
const ramp = document.querySelector<HTMLSelectElement>('#ramp')!;
const invert = document.querySelector<HTMLInputElement>('#invert')!;
const colour = document.querySelector<HTMLInputElement>('#colour')!;
const text = document.querySelector<HTMLPreElement>('#text')!;
const copyButton = document.querySelector<HTMLButtonElement>('#copy')!;
const saveButton = document.querySelector<HTMLButtonElement>('#save')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

// Neither is ever shown: the video only plays the stream, and the canvas only holds one pixel for each letter.
const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
const canvas = document.createElement('canvas');
// Pixels are read back for every picture, so the canvas is better kept in memory than on the graphics card.
const context = canvas.getContext('2d', { willReadFrequently: true })!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera: your browser may ask you now.');
  try {
    const opened = await openPicture(source.value);
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    stream = opened;
    video.srcObject = stream;
    await video.play();
    if (stream === opened) drawRegularly();
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function drawRegularly() {
  clearInterval(timer);
  const perSecond = Math.min(30, Math.max(1, fps.valueAsNumber || 12));
  timer = setInterval(draw, 1000 / perSecond);
  draw();
}

// #region letters
/** Writes the present picture: one letter for each pixel of the small canvas, from dark to bright. */
function draw() {
  if (video.videoWidth === 0) return; // no picture has come yet
  // A letter is about 0.6 times as wide as its line is high, so there are fewer rows than pixels would need.
  const rows = Math.round((columns.valueAsNumber * video.videoHeight * 0.6) / video.videoWidth);
  canvas.width = columns.valueAsNumber;
  canvas.height = rows;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height); // red, green, blue, alpha of each pixel

  const letters = Array.from(ramp.value);
  if (invert.checked) letters.reverse();
  let picture = '';
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(pixel * 4, pixel * 4 + 3);
    // Eyes see green as brighter than red, and red as brighter than blue (ITU-R BT.709).
    const brightness = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    picture += letters[Math.round(brightness * (letters.length - 1))] ?? ' ';
    if ((pixel + 1) % canvas.width === 0) picture += '\n';
  }
  text.textContent = picture;
  dress();
}
// #endregion

/** Makes the letters as wide as the page, and lets the small picture shine through them if colour is wanted. */
function dress() {
  text.style.setProperty('--columns', columns.value);
  text.classList.toggle('coloured', colour.checked);
  text.style.backgroundImage = colour.checked ? `url(${canvas.toDataURL()})` : '';
  update(`${canvas.width} columns, ${canvas.height} rows.`);
}

function stop() {
  asking?.abort();
  asking = undefined;
  clearInterval(timer);
  timer = undefined;
  if (stream) release(stream);
  stream = undefined;
  video.srcObject = null;
  update('Stopped. The last picture stays; press Start for a new one.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined && status.textContent !== sentence) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || stream !== undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
  copyButton.disabled = saveButton.disabled = text.textContent === '';
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
fps.addEventListener('change', () => {
  if (stream) drawRegularly();
});
copyButton.addEventListener('click', () => void copyText(text.textContent).then(update));
saveButton.addEventListener('click', () => update(saveText(text.textContent, 'ascii-camera.txt')));
addEventListener('pagehide', stop);
presetSource(source);
update();
