// A page may wish for a kind of surface, for a size, for sound. What is shared is the choice of the person alone, made in a
// window of the browser that the page does not see; so every wish may come to nothing, and the tracks say what came of it.
import { newController, openZoom, type CaptureControl } from './capture-controller.js';
import { explainCapture } from './explain-capture.js';
import { showSettings } from './settings-table.js';
import { markUnknownWishes, readWishes, type CaptureOptions } from './wishes.js';

const wishes = document.querySelector<HTMLFormElement>('#wishes')!;
const focusBehavior = document.querySelector<HTMLSelectElement>('[name=setFocusBehavior]')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const screenVideo = document.querySelector<HTMLVideoElement>('#screen')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const zoom = openZoom((sentence) => update(sentence));

let asking: AbortController | undefined; // while the person chooses
let stream: MediaStream | undefined;
let asked: CaptureOptions = {};
let focus = '';

async function start() {
  const mine = (asking = new AbortController());
  asked = readWishes(wishes);
  focus = focusBehavior.value;
  update('Choose what to share, in the window that the browser has opened.');
  try {
    // The controller goes in with the request and stays with this one capture. What is to be in front after the choice must
    // be said before it, or at once after it: a moment later the browser has decided by itself.
    const controller = newController();
    if (focus) controller?.setFocusBehavior(focus);

    // There is no list of screens and no deviceId: a page that could look before it asks would know what is on the desk.
    const opened = await navigator.mediaDevices.getDisplayMedia({ ...asked, ...(controller && { controller }) });
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    show(opened, controller);
  } catch (error) {
    if (!mine.signal.aborted) update(explainCapture(error, asked));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function show(opened: MediaStream, controller: CaptureControl | undefined) {
  stream = opened;
  screenVideo.srcObject = opened;
  zoom.use(controller);
  for (const track of opened.getTracks()) {
    // #region ended
    // The person may end it at any moment, with the browser's own button or by closing the window. Our own stop() fires no
    // such event, so whoever hears it knows that it was not the page.
    track.addEventListener('ended', () => {
      if (track.kind === 'video') stop('The sharing was ended outside this page. Press Start to share again.');
      else update('The sound was ended outside this page; the picture goes on.');
    });
    // #endregion
    // A window that is minimised gives no frames; neither does one whose sharing is paused.
    track.addEventListener('mute', () => update(`Nothing comes at present: the ${nameOf(track)} is paused.`));
    track.addEventListener('unmute', () => update(`The ${nameOf(track)} comes again.`));
  }
  const parts = opened.getTracks().map(nameOf).join(' and ');
  const missing = asked.audio && opened.getAudioTracks().length === 0;
  update(`Sharing ${parts}. ${missing ? 'Sound was asked for, but this choice or this browser has none.' : ''}`.trim());
  refresh();
}

/** What is shared can change its size, and with surfaceSwitching even its kind, so the table is made anew each time. */
function refresh() {
  if (stream) showSettings(asked, focus, stream, screenVideo);
}

function stop(sentence = 'Stopped. Press Start to share again.') {
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  stream = undefined;
  screenVideo.srcObject = null;
  zoom.use(undefined);
  update(sentence);
}

/** The browser's own sign that something is shared goes away only when every track is stopped. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

function nameOf(track: MediaStreamTrack) {
  return track.kind === 'video' ? 'picture' : 'sound';
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = asking !== undefined || stream !== undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
}

screenVideo.addEventListener('resize', refresh);
wishes.addEventListener('submit', (event) => event.preventDefault()); // Enter in a field must not load the page anew
startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', () => stop());
addEventListener('pagehide', () => stop());
markUnknownWishes(wishes);
update();
