// A photo booth in WebGL: each picture of the camera becomes a texture, and a small program, run for every point at once by the
// graphics card, decides the colour of that point. Here twelve such programs take turns (effects.ts, painter.ts).
import { openCamera } from './camera.js';
import { countDown, flash } from './countdown.js';
import { explain } from './explain.js';
import { fileOf, keep, offerToKeep } from './keep.js';
import { chosenEffect, chosenView, mirrorFor, nextThumbnail, offerEffects } from './look.js';
import { openPainter, type Painter } from './painter.js';
import { presetSource } from './picture.js';
import { countRate, inWords } from './rate.js';
import { newPaper } from './strip.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const takeButton = document.querySelector<HTMLButtonElement>('#take')!;
const cancelButton = document.querySelector<HTMLButtonElement>('#cancel')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const countdown = document.querySelector<HTMLSelectElement>('#countdown')!;
const count = document.querySelector<HTMLSelectElement>('#count')!;
const view = document.querySelector<HTMLCanvasElement>('#view')!;
const rate = document.querySelector<HTMLElement>('#rate')!;
const picture = document.querySelector<HTMLCanvasElement>('#picture')!;
const caption = document.querySelector<HTMLElement>('#caption')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
// Never shown: it only plays the stream, so that there is something to take pictures from.
const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });

let painter: Painter | undefined;
let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;
let shooting: AbortController | undefined; // from the press of the button until all pictures are taken

async function start() {
  painter ??= openPainter(view);
  if (!painter) return update('This browser gives no WebGL 2 here. Switch on graphics acceleration in its settings.');
  const mine = (asking = new AbortController());
  update('Waiting for the camera: your browser may ask you now.');
  try {
    const opened = await openCamera(source.value);
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    await show(opened);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

async function show(opened: MediaStream) {
  stream = opened;
  video.srcObject = opened;
  const [track] = opened.getVideoTracks() as [MediaStreamTrack];
  // Fired when the camera is unplugged or the permission is taken back; never by the page's own stop().
  track.addEventListener('ended', () => {
    if (stream === opened) stop('The camera was taken away. Connect it again, then press Start.');
  });
  const perSecond = countRate(30);
  // #region frame
  // Called once for each picture that arrives; the screen asks for twice as many as a camera gives.
  const frame = (nowMs: number) => {
    if (stream !== opened || !painter) return;
    painter.take(video);
    painter.drawSmall(...nextThumbnail(), chosenView(1));
    draw();
    rate.textContent = inWords(video, perSecond(nowMs), track);
    video.requestVideoFrameCallback(frame);
  };
  video.requestVideoFrameCallback(frame);
  // #endregion
  await video.play();
  update('Choose an effect and a strength, smile, and take a picture.');
}

/** Draws the present picture through the chosen effect. */
function draw() {
  const { videoWidth: width, videoHeight: height } = video;
  if (view.width !== width || view.height !== height) Object.assign(view, { width, height }); // a phone was turned
  painter?.draw(chosenEffect(), chosenView());
}

async function take() {
  const { signal } = (shooting = new AbortController());
  const pictures = Number(count.value);
  let putOnPaper;
  for (let at = 1; at <= pictures; at++) {
    // Between the pictures of a strip there is always a second, for another face.
    const pause = Number(countdown.value) || (at > 1 ? 1 : 0);
    await countDown(pause, signal, (left) => update(`Picture ${at} of ${pictures} in ${left} …`));
    if (signal.aborted) return;
    if (at === 1) keep(undefined); // until now, the picture before could be had
    putOnPaper ??= newPaper(picture, pictures);
    // What WebGL has drawn is gone once the browser has shown it: so it is drawn again, and copied in the same breath.
    draw();
    putOnPaper(view);
    flash(view);
    caption.textContent = `${at} of ${pictures}`;
  }
  // The file is made now and not when Share is pressed: a browser opens its list only right after a press.
  const made = await fileOf(picture, pictures > 1 ? 'photo-strip.png' : 'photo.png');
  if (signal.aborted) return;
  keep(made);
  shooting = undefined;
  picture.ariaLabel = `Taken: ${chosenEffect().name}, ${pictures > 1 ? 'a strip of four' : 'one picture'}`;
  caption.textContent = `${picture.ariaLabel}, ${picture.width} × ${picture.height}`;
  update('Taken. Save it, share it, or take another.');
}

function cancel() {
  shooting?.abort();
  shooting = undefined;
  update('Cancelled. Take a picture when you are ready.');
}

function stop(sentence = 'Stopped. Press Start.') {
  cancel();
  asking?.abort();
  if (stream) release(stream);
  asking = stream = undefined;
  video.srcObject = null;
  update(sentence);
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  view.ariaLabel = stream ? `The camera with the effect ${chosenEffect().name}` : 'The camera, not started';
  startButton.disabled = source.disabled = asking !== undefined || stream !== undefined;
  takeButton.disabled = !stream || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || shooting !== undefined;
  cancelButton.disabled = shooting === undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
}

startButton.addEventListener('click', () => void start());
takeButton.addEventListener('click', () => void take());
cancelButton.addEventListener('click', cancel);
stopButton.addEventListener('click', () => stop());
source.addEventListener('change', () => mirrorFor(source.value));
video.addEventListener('loadeddata', () => update());
view.addEventListener('webglcontextlost', (event) => {
  event.preventDefault(); // so that the browser gives another one, later
  painter = undefined;
  stop('The graphics card was reset. Press Start to begin again.');
});
addEventListener('pagehide', () => stop());
offerEffects(() => update());
offerToKeep(update);
presetSource(source);
update();
