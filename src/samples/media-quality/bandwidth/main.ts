// What a call may send is a parameter of its sender. It can be changed at any moment of the call, without a new offer:
// the other side need not know, it just receives less.
import 'webrtc-adapter';
import { exchange } from './exchange.js';
import { explain } from './explain.js';
import { figuresOf } from './figures.js';
import { openPicture, presetPicture } from './picture.js';
import { clearFigures, showFigures } from './readout.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const limit = document.querySelector<HTMLSelectElement>('#limit')!;
const slider = document.querySelector<HTMLInputElement>('#slider')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

interface Call {
  readonly stream: MediaStream;
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly sender: RTCRtpSender;
  readonly began: number;
}
let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;
let timer: ReturnType<typeof setTimeout> | undefined; // until the next question for figures

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera: your browser may ask you now.');
  try {
    const stream = await openPicture(source.value);
    if (mine.signal.aborted) return release(stream); // Stop was pressed meanwhile
    await connect(stream);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

async function connect(stream: MediaStream) {
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];
  const mine: Call = { stream, caller, callee, sender: caller.addTrack(track, stream), began: performance.now() };
  call = mine;
  localVideo.srcObject = stream;
  clearFigures();
  update('Connecting …');
  callee.addEventListener('track', ({ streams }) => {
    remoteVideo.srcObject = streams[0] ?? null;
  });
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'connected') update('Connected. Choose another limit and watch the graphs.');
    if (caller.connectionState === 'failed') update('The two sides found no way to each other. Stop and start again.');
  });
  try {
    await exchange(caller, callee);
    await applyLimit();
    await measure(mine);
  } catch (error) {
    // Every call on a closed connection is refused: that is no failure if the person stopped in the middle.
    if (caller.signalingState !== 'closed') throw error;
  }
}

// #region limit
/** Gives the sender its limit. The parameters must be the ones just read: the browser refuses any others. */
async function applyLimit() {
  if (!call) return;
  const kbps = limitKbps();
  const parameters = call.sender.getParameters();
  for (const encoding of parameters.encodings) {
    if (kbps === undefined) delete encoding.maxBitrate;
    else encoding.maxBitrate = kbps * 1000;
  }
  await call.sender.setParameters(parameters);
}
// #endregion

/** Asks both sides once a second. The next question is planned when the answer is there, so that two never overlap. */
async function measure(mine: Call, before?: RTCStatsReport) {
  const [sent, received] = await Promise.all([mine.caller.getStats(), mine.callee.getStats()]);
  if (call !== mine) return;
  showFigures((performance.now() - mine.began) / 1000, figuresOf(sent, received, before), limitKbps());
  timer = setTimeout(() => void measure(mine, sent), 1000);
}

function stop() {
  asking?.abort();
  asking = undefined;
  clearTimeout(timer);
  call?.caller.close();
  call?.callee.close();
  if (call) release(call.stream);
  call = undefined;
  localVideo.srcObject = remoteVideo.srcObject = null;
  update('Stopped. Press Start.');
}

function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** What the person chose; nothing means that the browser alone decides. */
function limitKbps(): number | undefined {
  if (limit.value === 'slider') return slider.valueAsNumber;
  return limit.value === '' ? undefined : Number(limit.value);
}

async function changeLimit() {
  const allowance = limitKbps() === undefined ? 'as much as it likes' : `at most ${limitKbps()} kbps`;
  try {
    await applyLimit();
    if (call) update(`The sender may use ${allowance}. No new offer was needed.`);
  } catch (error) {
    if (call) update(`The browser refused the limit. ${explain(error)}`);
  }
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  stopButton.disabled = asking === undefined && call === undefined;
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
limit.addEventListener('change', () => {
  if (limit.value !== 'slider') slider.value = limit.value || slider.max; // the handle shows what was chosen
  void changeLimit();
});
slider.addEventListener('input', () => {
  limit.value = 'slider';
  void changeLimit();
});
addEventListener('pagehide', stop);
presetPicture(source);
update();
