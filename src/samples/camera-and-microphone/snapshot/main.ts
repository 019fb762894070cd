// One picture out of a stream, in three ways: draw what a video element shows, grab a frame from the track, or ask the camera
// for a photo. They differ in size, in speed, and in which browsers have them.
import { countDown } from './countdown.js';
import { explain } from './explain.js';
import { addToGallery, clearGallery, gallerySize } from './gallery.js';
import { openPicture, presetSource } from './picture.js';
import { canShoot, shootCanvas, shootFrame, shootPhoto, type Shot } from './shots.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const shutterButton = document.querySelector<HTMLButtonElement>('#shutter')!;
const cancelButton = document.querySelector<HTMLButtonElement>('#cancel')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const clearButton = document.querySelector<HTMLButtonElement>('#clear')!;
const method = document.querySelector<HTMLSelectElement>('#method')!;
const countdown = document.querySelector<HTMLSelectElement>('#countdown')!;
const format = document.querySelector<HTMLSelectElement>('#format')!;
const quality = document.querySelector<HTMLInputElement>('#quality')!;
const qualityValue = document.querySelector<HTMLElement>('#quality-value')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;
let shooting: AbortController | undefined; // from the press of the shutter until the picture is there

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
  update('Press Shutter.');
}

async function shutter() {
  const mine = (shooting = new AbortController());
  update();
  try {
    await countDown(Number(countdown.value), mine.signal, (left) => update(`Taking a picture in ${left} …`));
    if (mine.signal.aborted) return;
    const began = performance.now();
    const asked = { type: format.value, quality: quality.valueAsNumber / 100 };
    const shot = await shoot(asked);
    if (mine.signal.aborted) return;
    // A browser that cannot write a format writes PNG, without an error; and takePhoto is not asked for one at all.
    const other = shot.blob.type !== asked.type && shot.method !== 'takePhoto';
    addToGallery(shot, other ? `Asked for ${asked.type}: this browser cannot write it.` : '');
    update(`Taken by ${shot.method} in ${Math.round(performance.now() - began)} ms.`);
  } catch (error) {
    if (!mine.signal.aborted) update(`No picture came: ${reasonOf(error)} Try another method.`);
  } finally {
    if (shooting === mine) shooting = undefined;
    update();
  }
}

function shoot(asked: { type: string; quality: number }): Promise<Shot> {
  const [track] = stream!.getVideoTracks() as [MediaStreamTrack];
  if (method.value === 'grabFrame') return shootFrame(track, asked);
  if (method.value === 'takePhoto') return shootPhoto(track);
  return shootCanvas(preview, asked);
}

function cancel() {
  shooting?.abort();
  shooting = undefined;
  update('The countdown was cancelled. Press Shutter.');
}

function clear() {
  clearGallery();
  update('The gallery is empty.');
}

function stop() {
  asking?.abort();
  shooting?.abort();
  if (stream) release(stream);
  asking = shooting = stream = undefined;
  preview.srcObject = null;
  update('Stopped. The pictures stay; press Start for more.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

function reasonOf(error: unknown) {
  if (!(error instanceof Error)) return 'the browser gives no reason.';
  return `${error.name}, ${error.message.replace(/\.$/, '') || 'and the browser gives no reason'}.`;
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const showing = stream !== undefined && preview.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  startButton.disabled = source.disabled = asking !== undefined || stream !== undefined;
  shutterButton.disabled = !showing || shooting !== undefined;
  cancelButton.disabled = shooting === undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
  format.disabled = method.value === 'takePhoto';
  quality.disabled = format.disabled || format.value === 'image/png'; // PNG loses nothing, so there is nothing to choose
  qualityValue.textContent = quality.disabled ? 'not used' : `${quality.value} %`;
  clearButton.disabled = gallerySize() === 0;
}

startButton.addEventListener('click', () => void start());
shutterButton.addEventListener('click', () => void shutter());
cancelButton.addEventListener('click', cancel);
stopButton.addEventListener('click', stop);
clearButton.addEventListener('click', clear);
for (const control of [method, format, quality]) control.addEventListener('input', () => update());
preview.addEventListener('loadeddata', () => update());
addEventListener('pagehide', stop);
const lacking = [...method.options].filter(({ value }) => !canShoot(value));
for (const option of lacking) option.disabled = true;
presetSource(source);
update();
if (lacking.length > 0)
  update(`Press Start. This browser has no ${lacking.map(({ value }) => value).join(' and no ')}.`);
