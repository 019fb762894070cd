// A game that a face steers. Two loops run side by side: one draws with every picture of the screen (round.ts), the other looks
// for the face as often as it can. They meet in one number: where the ship is wanted.
import { calibrateTo, targetFor } from './calibration.js';
import { closeCamera, openCamera, whyNoCamera } from './camera.js';
import { forgetFace, keepBest, showFace } from './figures.js';
import { allowHands, steerByHand } from './hands.js';
import { playRound } from './round.js';
import { showPicture, takePicture } from './sight.js';
import { countRate } from './steering.js';
import { openTracker, type Face, type Tracker } from './tracker.js';
import type { Happening } from './world.js';

const steer = document.querySelector<HTMLSelectElement>('#steer')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const pauseButton = document.querySelector<HTMLButtonElement>('#pause')!;
const againButton = document.querySelector<HTMLButtonElement>('#again')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const calibrateButton = document.querySelector<HTMLButtonElement>('#calibrate')!;
const progress = document.querySelector<HTMLProgressElement>('#progress')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
// Never shown: it only plays the stream, so that there is something to take pictures from.
const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });

const byHand = 'Steer with the arrow keys, the buttons, or a finger on the picture.';
let asking: AbortController | undefined; // from Start until the game begins
let tracker: Tracker | undefined;
let endRound: (() => void) | undefined; // as long as there is a game
let over = false;
let paused = false;
let target = 0.5; // where the ship is wanted, from 0 at the left to 1 at the right
let face: Face | undefined; // the last one that was found
let misses = 0; // pictures without a face, one after the other: one may be a blink, after three the game waits
const isLost = () => tracker !== undefined && misses >= 3;

async function start() {
  const mine = (asking = new AbortController());
  try {
    const sentence = steer.value === 'face' ? await openEyes(mine.signal) : byHand;
    if (!mine.signal.aborted) play(sentence);
  } catch (error) {
    if (!mine.signal.aborted) stop(whyNoCamera(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

/** The camera first: who refuses it shall not wait for a tracker. Without a tracker, the hands steer. */
async function openEyes(signal: AbortSignal): Promise<string> {
  update('Waiting for the camera: your browser may ask you now.');
  await openCamera(video, signal, () => stop('The camera was taken away. Connect it again, or steer with keys.'));
  try {
    const eyes = await openTracker(signal, (step, doing) => update(`Loading the face tracker: ${doing} …`, step));
    if (signal.aborted) eyes.close();
    signal.throwIfAborted();
    [tracker, misses] = [eyes, 3];
    look(eyes).catch((error: unknown) => {
      if (tracker === eyes) stop(`The face tracker has failed: ${String(error)}. Press Start.`);
    });
    return 'Looking for your face …';
  } catch (error) {
    signal.throwIfAborted();
    letGo();
    steer.value = 'keys';
    return `No face tracker could be loaded (${String(error)}). ${byHand}`;
  }
}

// #region look
/** Looks at one picture after the other. The next one is taken when the last is done: a queue would only make it late. */
async function look(eyes: Tracker) {
  const perSecond = countRate(8);
  while (tracker === eyes) {
    const began = performance.now();
    const picture = takePicture(video, eyes.side);
    const found = await eyes.find(picture);
    if (tracker !== eyes) return;
    showPicture(picture, found);
    showFace(found, performance.now() - began, perSecond(began), eyes.name);
    const wasLost = isLost();
    misses = found ? 0 : misses + 1;
    if (found) target = targetFor((face = found));
    if (wasLost && found && !over) update('Face found: move your head.');
    if (misses === 4) update('No face found. Look into the camera, with light in front of you.');
    await new Promise(requestAnimationFrame); // a page that is not shown gets none, and then need not look
  }
}
// #endregion

function play(sentence: string) {
  endRound?.();
  paused = over = false;
  target = 0.5;
  endRound = playRound({
    steer: (seconds) => (tracker ? target : (target = steerByHand(target, seconds))),
    words: () => (paused ? 'Paused' : isLost() ? 'Where are you?' : ''),
    tell,
  });
  update(sentence);
}

function tell(happening: Happening, score: number, shields: number) {
  over = happening === 'over';
  if (happening === 'hit') update(`Hit: ${shields === 1 ? 'one shield is' : `${shields} shields are`} left.`);
  if (over) update(`Game over: ${score} points${keepBest(score) ? ', your best' : ''}. Play again?`);
}

function pause() {
  paused = !paused;
  update(paused ? 'Paused.' : 'On it goes.');
}

function letGo() {
  tracker?.close();
  closeCamera(video);
  tracker = face = undefined;
  forgetFace();
}

function stop(sentence = 'Stopped. Press Start.') {
  asking?.abort();
  endRound?.();
  asking = endRound = undefined;
  paused = over = false;
  letGo();
  update(sentence);
}

/** Shows a sentence, if there is a new one, how far the loading is, and which controls make sense now. */
function update(sentence?: string, step?: number) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = steer.disabled = asking !== undefined || endRound !== undefined;
  stopButton.disabled = asking === undefined && endRound === undefined;
  pauseButton.disabled = endRound === undefined || over;
  pauseButton.textContent = paused ? 'Resume' : 'Pause';
  againButton.disabled = !over;
  calibrateButton.disabled = face === undefined || isLost();
  progress.hidden = step === undefined;
  progress.value = step ?? 0;
  allowHands(endRound !== undefined && tracker === undefined && !over);
}

startButton.addEventListener('click', () => void start());
pauseButton.addEventListener('click', pause);
againButton.addEventListener('click', () => play('A new game.'));
stopButton.addEventListener('click', () => stop());
calibrateButton.addEventListener('click', () => {
  calibrateTo(face!);
  update('Calibrated: where your face is now, is the middle.');
});
addEventListener('pagehide', () => stop());
keepBest(0);
update();
