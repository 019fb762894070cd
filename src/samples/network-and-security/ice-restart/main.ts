// A call outlives its way through the network: the phone leaves the Wi-Fi, a relay goes down. An ICE restart gathers new
// addresses and tries them, while the old way stays in use for as long as it works. Nothing else about the call changes.
import 'webrtc-adapter';
import { readConfiguration } from './configuration.js';
import { explain } from './explain.js';
import { measureRestart } from './measure.js';
import { watchPauses } from './pauses.js';
import { openSource, presetSource } from './source.js';
import { clearTables, inShort, showOutcome } from './tables.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const callButton = document.querySelector<HTMLButtonElement>('#call')!;
const restartButton = document.querySelector<HTMLButtonElement>('#restart')!;
const hangUpButton = document.querySelector<HTMLButtonElement>('#hang-up')!;
const automatic = document.querySelector<HTMLSelectElement>('#automatic')!;
const reconfigureButton = document.querySelector<HTMLButtonElement>('#reconfigure')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const state = document.querySelector<HTMLElement>('#state')!;

interface Call {
  readonly stream: MediaStream;
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly ended: AbortController;
  readonly pauses: ReturnType<typeof watchPauses>;
  isRestarting: boolean; // from the request to its outcome
}
let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const stream = await openSource(source.value);
    if (mine.signal.aborted) return release(stream); // Hang up was pressed meanwhile
    connect(stream, mine);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function connect(stream: MediaStream, ended: AbortController) {
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const pauses = watchPauses(remoteVideo, ended.signal);
  const mine = (call = { stream, caller, callee, ended, pauses, isRestarting: false });
  localVideo.srcObject = stream;
  clearTables();
  update('Connecting …');
  // Serves the first addresses and those of every restart. One that comes after the next has begun is refused: no loss.
  const hand = (to: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) =>
    void to.addIceCandidate(event.candidate).catch(() => undefined);
  caller.addEventListener('icecandidate', hand(callee));
  callee.addEventListener('icecandidate', hand(caller));
  callee.addEventListener('track', ({ streams }) => (remoteVideo.srcObject = streams[0] ?? null));
  caller.addEventListener('negotiationneeded', () => void negotiate(mine));
  caller.addEventListener('iceconnectionstatechange', () => noteState(mine));
  for (const track of stream.getTracks()) caller.addTrack(track, stream); // makes a first offer necessary
}

// #region restart
/** Carries offer and answer, for the first time and after each restart. The browser asks for it, once for each. */
async function negotiate({ caller, callee }: Call) {
  try {
    await caller.setLocalDescription(); // after restartIce(), the offer has a new ufrag and a new password
    await callee.setRemoteDescription(caller.localDescription!);
    await callee.setLocalDescription(); // to which the answer has to reply with new ones as well
    await caller.setRemoteDescription(callee.localDescription!);
  } catch (error) {
    if (caller.signalingState !== 'closed') update(`The offer was not taken. ${explain(error)}`);
  }
}

/** Restarts, waits until another path carries the media, and tells what that cost. */
async function restart(why: string) {
  if (!call || call.isRestarting) return;
  const mine = call;
  mine.isRestarting = true;
  update('Looking for a new path …');
  const outcome = await measureRestart(mine, () => {
    mine.caller.restartIce(); // does nothing but make an offer necessary: negotiationneeded follows
  });
  if (call !== mine) return; // the person hung up
  mine.isRestarting = false;
  showOutcome(why, outcome);
  update(inShort(outcome));
  respond(mine); // what is still broken is tried again
}
// #endregion

/** New servers or another policy count from the next gathering on: so nothing happens before a restart. */
function reconfigure() {
  try {
    for (const connection of [call!.caller, call!.callee]) connection.setConfiguration(readConfiguration());
  } catch (error) {
    return update(`The browser does not take this configuration, and the call goes on. ${explain(error)}`);
  }
  void restart('new configuration');
}

function noteState(mine: Call) {
  if (call !== mine) return; // hung up meanwhile
  state.textContent = mine.caller.iceConnectionState;
  if (mine.isRestarting) return;
  if (state.textContent === 'connected') update('Connected. Press Restart ICE, or change the network of this machine.');
  respond(mine);
}

/** A connection that is only disconnected often comes back by itself within seconds; one that failed never does. */
function respond(mine: Call) {
  const now = mine.caller.iceConnectionState;
  if (now !== 'failed' && now !== 'disconnected') return;
  if (now === automatic.value || (now === 'failed' && automatic.value !== '')) void restart(`by itself: ${now}`);
  else if (now === 'failed') update('The connection has failed. Press Restart ICE, or Hang up.');
  else update('Nothing has come from the other side for some seconds. It may come back by itself.');
}

function hangUp() {
  asking?.abort();
  call?.ended.abort();
  call?.caller.close();
  call?.callee.close();
  if (call) release(call.stream);
  asking = call = undefined;
  localVideo.srcObject = remoteVideo.srcObject = null;
  state.textContent = 'none';
  update('The call is over, and the camera is off. Press Call for another.');
}

function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  callButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  hangUpButton.disabled = asking === undefined && call === undefined;
  restartButton.disabled = reconfigureButton.disabled = call === undefined || call.isRestarting;
}

callButton.addEventListener('click', () => void start());
hangUpButton.addEventListener('click', hangUp);
restartButton.addEventListener('click', () => void restart('by the button'));
reconfigureButton.addEventListener('click', reconfigure);
automatic.addEventListener('change', () => call && !call.isRestarting && respond(call));
addEventListener('pagehide', hangUp);
presetSource(source);
update();
