// What a call carries can change while it runs. Whoever wants a change sets the direction of a transceiver, and the browser
// then asks for a new offer. Addresses and keys stay as they are, so it is quick, and nothing else of the call is disturbed.
import 'webrtc-adapter';
import { clearDirections, noteNegotiation, showDirections } from './direction-table.js';
import { exchange, trickle } from './exchange.js';
import { explain } from './explain.js';
import { farSide } from './far-side.js';
import { refusal } from './refusal.js';
import { openTrack, presetSource } from './tracks.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const videoButton = document.querySelector<HTMLButtonElement>('#video')!;
const holdButton = document.querySelector<HTMLButtonElement>('#hold')!;
const hangUpButton = document.querySelector<HTMLButtonElement>('#hang-up')!;
const listen = document.querySelector<HTMLInputElement>('#listen')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

interface Call {
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly stream: MediaStream; // what the far side is told belongs together
  readonly audio: RTCRtpTransceiver;
  readonly microphone: MediaStreamTrack;
  video?: RTCRtpTransceiver; // made when it is first wanted, and kept
  camera: MediaStreamTrack | undefined;
  isHeld: boolean;
}
let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;

/** Opens a device unless the person leaves meanwhile, and hands it over. */
async function ask(kind: 'audio' | 'video', use: (track: MediaStreamTrack) => void) {
  const mine = (asking = new AbortController());
  update(`Waiting for the ${kind === 'audio' ? 'microphone' : 'camera'}: your browser may ask you now.`);
  try {
    const track = await openTrack(kind, source.value);
    if (mine.signal.aborted) return track.stop(); // Hang up was pressed meanwhile
    use(track);
  } catch (error) {
    if (!mine.signal.aborted) update(refusal(error, call !== undefined));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function connect(microphone: MediaStreamTrack) {
  const caller = new RTCPeerConnection();
  const callee = farSide(microphone, remoteVideo, () => showDirections(caller, callee));
  const stream = new MediaStream([microphone]);
  const audio = caller.addTransceiver(microphone, { streams: [stream] }); // "sendrecv" unless something else is said
  const mine: Call = (call = { caller, callee, stream, audio, microphone, camera: undefined, isHeld: false });
  update('Connecting …');
  trickle(caller, callee);
  // Several changes in one go are one event, and it waits until an exchange that runs has ended.
  caller.addEventListener('negotiationneeded', () => void negotiate(mine));
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'connected') update('Connected: sound goes both ways.');
    if (caller.connectionState === 'failed') update('The two sides found no way to each other. Hang up, then retry.');
  });
  microphone.addEventListener('ended', () => {
    if (call === mine) hangUp('The microphone was unplugged or taken back. Press Start audio call for the next one.');
  });
}

/** A whole exchange, the first or a later one. On one page a function carries it; else it goes through the server again. */
async function negotiate({ caller, callee }: Call) {
  const began = performance.now();
  try {
    await exchange(caller, callee);
    if (call?.caller !== caller) return; // hung up meanwhile
    noteNegotiation(caller, performance.now() - began);
    update();
  } catch (error) {
    // Every call on a closed connection is refused: that is no failure if the person hung up in the middle.
    if (caller.signalingState !== 'closed') update(`The two sides could not agree. ${explain(error)}`);
  }
}

// #region video
function videoOn(camera: MediaStreamTrack) {
  if (!call) return camera.stop();
  const { caller, stream } = call;
  call.camera = camera;
  stream.addTrack(camera);
  // The first time the call needs one more line. From then on the line is there, and only sends again.
  call.video ??= caller.addTransceiver('video', { direction: 'inactive', streams: [stream] });
  call.video.sender.replaceTrack(camera).catch(() => undefined); // refused only by a call that has ended
  setDirections(call);
  localVideo.srcObject = new MediaStream([camera]);
  camera.addEventListener('ended', () => {
    if (call?.camera === camera) videoOff('The camera was unplugged or taken back. The call goes on without it.');
  });
  update('The picture is sent from now on. Below stands what that took.');
}

function videoOff(sentence = 'The picture is off, and so is the camera. Its line stays in the call, and is inactive.') {
  if (!call?.camera || !call.video) return;
  call.caller.removeTrack(call.video.sender); // takes the track from the sender, and makes the line inactive
  call.stream.removeTrack(call.camera);
  call.camera.stop(); // only this turns the camera's light off
  call.camera = undefined;
  localVideo.srcObject = null;
  update(sentence);
}
// #endregion

/** Two facts decide every direction: whether the call is on hold, and whether there is a picture to send. */
function setDirections({ audio, video, camera, isHeld }: Call) {
  audio.direction = isHeld ? 'inactive' : 'sendrecv';
  if (video) video.direction = isHeld || !camera ? 'inactive' : 'sendonly';
}

function setHold(isHeld: boolean) {
  if (!call) return;
  call.isHeld = isHeld;
  setDirections(call); // not yet in force: that takes the exchange which the browser asks for now
  update(isHeld ? 'On hold: nothing is sent either way, and nobody hears you.' : 'The call goes on.');
}

function hangUp(sentence = 'The call is over. Press Start audio call.') {
  asking?.abort();
  asking = undefined;
  for (const device of [call?.microphone, call?.camera]) device?.stop();
  for (const connection of [call?.caller, call?.callee]) connection?.close();
  call = undefined;
  localVideo.srcObject = remoteVideo.srcObject = null;
  clearDirections();
  update(sentence);
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  videoButton.textContent = call?.camera ? 'Turn video off' : 'Turn video on';
  videoButton.disabled = !call || asking !== undefined || (call.isHeld && !call.camera);
  holdButton.textContent = call?.isHeld ? 'Resume' : 'Hold';
  holdButton.disabled = !call || asking !== undefined;
  hangUpButton.disabled = asking === undefined && call === undefined;
  if (call) showDirections(call.caller, call.callee);
}

startButton.addEventListener('click', () => void ask('audio', connect));
videoButton.addEventListener('click', () => (call?.camera ? videoOff() : void ask('video', videoOn)));
holdButton.addEventListener('click', () => setHold(!call?.isHeld));
hangUpButton.addEventListener('click', () => hangUp());
listen.addEventListener('change', () => (remoteVideo.muted = !listen.checked));
addEventListener('pagehide', () => hangUp());
presetSource(source);
update();
