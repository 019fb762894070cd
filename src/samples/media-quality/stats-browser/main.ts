// getStats gives a report: a map of objects, each with an id, a type and a time. They name each other by their ids: a stream
// has a codec and a transport, the transport has a pair of candidates. Most numbers only grow, so what counts is their change.
import { showAddresses } from './addresses.js';
import { openCall, type Call } from './call.js';
import { explain } from './explain.js';
import { peerAddresses } from './peer.js';
import { clearPins, drawPins, isPinned, togglePin, type Moment } from './pins.js';
import { statsOf } from './rates.js';
import { saveFile } from './save.js';
import { openSource, presetSource } from './source.js';
import { clearTree, openTree, showTree } from './tree.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const pauseButton = document.querySelector<HTMLButtonElement>('#pause')!;
const exportButton = document.querySelector<HTMLButtonElement>('#export')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const side = document.querySelector<HTMLSelectElement>('#side')!;
const search = document.querySelector<HTMLInputElement>('#search')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;
let timer: ReturnType<typeof setTimeout> | undefined; // until the next report
let isPaused = false;
const history: Moment[] = []; // of the last minute

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const stream = await openSource(source.value);
    if (mine.signal.aborted) return stream.getTracks().forEach((track) => track.stop()); // Stop was pressed meanwhile
    connect(stream);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function connect(stream: MediaStream) {
  history.length = 0;
  clearTree();
  clearPins();
  update('Connecting …');
  localVideo.srcObject = stream;
  call = openCall(stream, (remote) => (remoteVideo.srcObject = remote), update);
  for (const track of stream.getTracks())
    track.addEventListener('ended', () =>
      update(`“${track.label}” was unplugged or taken back. Stop and start again.`),
    );
  void report(call);
}

// #region report
/** Asks both sides for their reports. The next question is planned when the answer is there, so that two never overlap. */
async function report(mine: Call) {
  const [ofAda, ofBen] = await Promise.all([mine.ada.getStats(), mine.ben.getStats()]);
  if (call !== mine || isPaused) return;
  const moment: Moment = {
    second: (performance.now() - mine.began) / 1000,
    sides: [statsOf(ofAda), statsOf(ofBen)],
  };
  drawPins(moment, history.at(-1));
  history.push(moment);
  if (history.length > 60) history.shift();
  show();
  update(); // now there is something to export
  timer = setTimeout(() => void report(mine), 1000);
}
// #endregion

/** Shows the last report of the chosen side, and how it differs from the one before. */
function show() {
  const chosen = Number(side.value) as 0 | 1;
  const now = history.at(-1)?.sides[chosen] ?? [];
  showAddresses(peerAddresses(now));
  return showTree(now, history.at(-2)?.sides[chosen], search.value.trim(), {
    isPinned: (id, member) => isPinned(chosen, id, member),
    pin: (id, member) => {
      update(togglePin(chosen, id, member, history, show));
      show();
    },
  });
}

/** What is found is opened; the status says how much it is, once, and not with every report. */
function find() {
  const { shown, all } = show();
  openTree(search.value.trim() !== '');
  if (history.length > 0)
    update(search.value.trim() === '' ? `All ${all} values are listed.` : `${shown} of ${all} values are shown.`);
}

function pauseOrResume() {
  isPaused = !isPaused;
  clearTimeout(timer);
  if (!isPaused && call) void report(call);
  update(isPaused ? 'Paused: the call goes on, and nothing is asked.' : 'A report comes every second again.');
}

/** The last minute of both sides as a file. It has the addresses of this machine in it: look before you hand it on. */
function exportJson() {
  const moments = history.map(({ second, sides: [ada, ben] }) => ({ second, ada, ben }));
  const text = JSON.stringify({ exportedAt: new Date().toISOString(), moments }, null, 1);
  saveFile(new File([text], 'webrtc-statistics.json', { type: 'application/json' }));
  update(`${moments.length} reports of each side were saved. They contain the addresses of this machine.`);
}

function stop() {
  asking?.abort();
  clearTimeout(timer);
  call?.close();
  asking = call = undefined;
  isPaused = false;
  localVideo.srcObject = remoteVideo.srcObject = null;
  update('Stopped. The last report stays; press Start for another call.');
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  pauseButton.disabled = call === undefined;
  pauseButton.textContent = isPaused ? 'Resume' : 'Pause';
  exportButton.disabled = history.length === 0;
  stopButton.disabled = asking === undefined && call === undefined;
}

startButton.addEventListener('click', () => void start());
pauseButton.addEventListener('click', pauseOrResume);
exportButton.addEventListener('click', exportJson);
stopButton.addEventListener('click', stop);
search.addEventListener('input', find);
side.addEventListener('change', () => {
  clearTree(); // the ids of one side may be those of the other, too
  find();
});
addEventListener('pagehide', stop);
presetSource(source);
update();
