// One picture for many. The host can send it to each, at the cost of one upload and one encoding for each. Or viewers pass on
// what they receive: then nobody sends to more than a few, and on each step the picture gets a little later and a little worse.
import 'webrtc-adapter';
import { explain } from './explain.js';
import { openHost } from './host.js';
import { openRoomLink } from './link.js';
import { showReport, type Part, type PartEvents } from './report.js';
import { presetRole, rememberOwn } from './role.js';
import { openSource, presetSource } from './source.js';
import { watchUplink } from './uplink.js';
import { openViewer } from './viewer.js';

const roomField = document.querySelector<HTMLInputElement>('#room')!;
const role = document.querySelector<HTMLSelectElement>('#role')!;
const source = document.querySelector<HTMLSelectElement>('#source')!;
const way = document.querySelector<HTMLSelectElement>('#way')!;
const fanOut = document.querySelector<HTMLSelectElement>('#fan-out')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const video = document.querySelector<HTMLVideoElement>('#video')!;
presetRole(role);
const chooseRoom = openRoomLink(roomField);

let starting: AbortController | undefined; // until this page has its part
let stream: MediaStream | undefined; // of the host
let part: Part | undefined;
let stopUplink: (() => void) | undefined;

const events: PartEvents = {
  show: (report) => {
    showReport(report);
    update(report.sentence);
  },
  play: (media) => (video.srcObject = media),
  ended: stop,
};

async function start() {
  const name = chooseRoom();
  if (name === '') return update('Give the broadcast a name of letters and digits first.');
  const mine = (starting = new AbortController());
  try {
    part = await (role.value === 'host' ? host(name, mine.signal) : watch(name, mine.signal));
    starting = undefined;
    stopUplink = watchUplink(() => part?.connections() ?? []);
    update();
  } catch (error) {
    // Errors without a name of their own are sentences for a person already.
    if (!mine.signal.aborted) stop((error as Error).name === 'Error' ? (error as Error).message : explain(error));
  }
}

async function host(name: string, signal: AbortSignal): Promise<Part> {
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  const opened = await openSource(source.value);
  if (signal.aborted) release(opened); // Stop was pressed meanwhile
  signal.throwIfAborted();
  stream = opened;
  rememberOwn(name);
  video.muted = true; // the host would hear itself, a moment late
  video.srcObject = stream;
  return openHost(name, stream, way.value === 'relay' ? Number(fanOut.value) : undefined, events, signal);
}

/** A viewer needs no camera and no microphone, and is not asked for them. */
function watch(name: string, signal: AbortSignal): Promise<Part> {
  update('Starting …');
  video.muted = false;
  return openViewer(name, events, signal);
}

function stop(sentence = 'Stopped: all connections are closed. Press Start to come back.') {
  starting?.abort();
  part?.close();
  stopUplink?.();
  if (stream) release(stream);
  starting = part = stopUplink = stream = undefined;
  video.srcObject = null;
  showReport({ viewers: 0, depth: undefined, fedBy: 'nobody', feeds: [] });
  update(sentence);
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and what can be changed and pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const isBusy = starting !== undefined || part !== undefined;
  const isViewer = role.value === 'viewer';
  startButton.disabled = roomField.disabled = role.disabled = isBusy;
  stopButton.disabled = !isBusy;
  source.disabled = way.disabled = isBusy || isViewer;
  fanOut.disabled = isBusy || isViewer || way.value === 'direct';
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', () => stop());
for (const select of [role, way]) select.addEventListener('change', () => update());
addEventListener('pagehide', () => stop());
presetSource(source);
update();
