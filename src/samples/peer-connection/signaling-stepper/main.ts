// A call, one step at a time. Both ends live on this page, and what a server would carry between them ("signaling") is
// text in a box: read it, change it, and see what the other end makes of it.
import 'webrtc-adapter';
import { Call, type Candidates } from './call.js';
import { letTravel, showProgress } from './diagram.js';
import { hideFault, refuse } from './fault-panel.js';
import { clearMessages, putMessage, showDrafts } from './message.js';
import { outcomeOf } from './outcome.js';
import { openSource, presetSource } from './source.js';
import { followStates, showStates, unmarkStates } from './states.js';
import { buildSteps, noteStates, runSteps, showSteps } from './step-list.js';
import { nextOf, steps, type Side, type StepId } from './steps.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const pace = document.querySelector<HTMLSelectElement>('#pace')!;
const nextButton = document.querySelector<HTMLButtonElement>('#next')!;
const runButton = document.querySelector<HTMLButtonElement>('#run')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let call = new Call();
let busy = false; // while a step is being done
let failed: StepId | undefined;
let auto: AbortController | undefined; // while the steps follow by themselves

// #region steps
const actions: Record<StepId, (mine: Call) => Promise<void> | void> = {
  async media(mine) {
    if (source.value === 'none') return;
    update('Waiting for the camera and the microphone: your browser may ask you now.');
    mine.stream = await openSource(source.value);
    if (mine !== call) return mine.end(); // Stop was pressed meanwhile
    localVideo.srcObject = mine.stream;
  },
  connections(mine) {
    const caller = open(mine, 'caller');
    const callee = open(mine, 'callee');
    callee.addEventListener('track', ({ streams }) => void (remoteVideo.srcObject = streams[0] ?? null));
    if (!mine.stream) caller.createDataChannel('messages');
    for (const track of mine.stream?.getTracks() ?? []) caller.addTrack(track, mine.stream!);
  },
  // In an application, setLocalDescription() without an argument makes the offer or the answer and sets it at once. Here
  // they are two steps, so that there is something to look at in between.
  'create-offer': async (mine) => mine.keep(await mine.caller!.createOffer()),
  'set-local-offer': (mine) => mine.caller!.setLocalDescription(mine.described('offer')),
  'send-offer': (mine) => mine.send('offer'),
  'set-remote-offer': (mine) => mine.callee!.setRemoteDescription(mine.described('offer')),
  'create-answer': async (mine) => mine.keep(await mine.callee!.createAnswer()),
  'set-local-answer': (mine) => mine.callee!.setLocalDescription(mine.described('answer')),
  'send-answer': (mine) => mine.send('answer'),
  'set-remote-answer': (mine) => mine.caller!.setRemoteDescription(mine.described('answer')),
  'candidates-of-caller': (mine) => sendCandidates(mine.candidates.caller, mine.callee!),
  'candidates-of-callee': (mine) => sendCandidates(mine.candidates.callee, mine.caller!),
};

/** Sends what has been found so far. What is found later goes at once: that is trickle ICE. */
async function sendCandidates(candidates: Candidates, to: RTCPeerConnection) {
  if (candidates.waiting.length === 0) await new Promise<void>((resolve) => (candidates.tell = resolve));
  for (const candidate of candidates.waiting) await to.addIceCandidate(candidate);
  candidates.waiting.length = 0;
  candidates.tell = () => void to.addIceCandidate(candidates.waiting.shift()).catch(() => undefined);
}
// #endregion

function open(mine: Call, side: Side): RTCPeerConnection {
  const connection = (mine[side] = new RTCPeerConnection());
  followStates(connection, () => mine === call && showStates(mine));
  connection.addEventListener('connectionstatechange', () => mine === call && update(outcomeOf(mine)));
  connection.addEventListener('icecandidate', ({ candidate }) => {
    mine.candidates[side].take(candidate);
    if (mine === call) putMessage(`candidates of the ${side}`, mine.candidates[side].asMessage());
  });
  return connection;
}

/** Does one step, and says whether it went well. */
async function perform(id: StepId): Promise<boolean> {
  const mine = call;
  const step = steps.find((one) => one.id === id)!;
  busy = true;
  failed = undefined;
  hideFault();
  unmarkStates();
  update();
  if (step.at.startsWith('to ')) letTravel(id, Math.min(Number(pace.value), 1000));
  let sentence: string | undefined;
  try {
    await actions[id](mine);
    mine.done.add(id);
    sentence = outcomeOf(mine) ?? `${step.label}: done. ${step.sentence}`;
  } catch (error) {
    if (mine !== call) return false; // Stop was pressed: what was closed refuses everything, and that is no news
    failed = id;
    sentence = refuse(id, error, mine);
  }
  if (mine !== call) return false;
  busy = false;
  showDrafts(mine.drafts, step.topic);
  noteStates(id, mine);
  update(sentence);
  return failed === undefined;
}

async function runRest() {
  const mine = (auto = new AbortController());
  await runSteps(() => nextOf(call.done), perform, pace, mine.signal);
  if (auto === mine) pause();
}

function pause() {
  auto?.abort();
  auto = undefined;
  update();
}

function stop() {
  auto?.abort();
  auto = failed = undefined;
  call.end();
  call = new Call();
  busy = false;
  localVideo.srcObject = remoteVideo.srcObject = null;
  clearMessages();
  hideFault();
  update('Stopped. Press Next step to begin again.');
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const next = nextOf(call.done);
  nextButton.disabled = busy || auto !== undefined || !next;
  runButton.disabled = !auto && (busy || !next);
  runButton.textContent = auto ? 'Pause' : 'Run the rest';
  stopButton.disabled = !busy && call.done.size === 0;
  source.disabled = busy || call.done.size > 0;
  showSteps(call.done, !busy && !auto, next);
  showProgress(call.done, next, failed);
  showStates(call);
}

buildSteps((id) => void perform(id));
nextButton.addEventListener('click', () => void perform(nextOf(call.done)!));
runButton.addEventListener('click', () => (auto ? pause() : void runRest()));
stopButton.addEventListener('click', stop);
addEventListener('pagehide', stop);
presetSource(source);
clearMessages();
update();
