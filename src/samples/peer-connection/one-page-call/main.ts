// A call needs two connections. Here both live on this page: what a server would carry from one to the other
// ("signaling") is a function call, and nothing else about the call is different.
import 'webrtc-adapter';
import { explain } from './explain.js';
import { openSource, presetSource } from './source.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const callButton = document.querySelector<HTMLButtonElement>('#call')!;
const hangUpButton = document.querySelector<HTMLButtonElement>('#hang-up')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;
let connections: { caller: RTCPeerConnection; callee: RTCPeerConnection } | undefined;

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const opened = await openSource(source.value);
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    stream = opened;
    localVideo.srcObject = stream;
    update('Ready. Press Call.');
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

async function call() {
  const began = performance.now();
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  connections = { caller, callee };
  update('Connecting …');

  // The far side shows whatever arrives, as soon as a track is announced; pictures follow once the two are connected.
  callee.addEventListener('track', ({ streams }) => {
    remoteVideo.srcObject = streams[0] ?? null;
  });
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'connected') update(`Connected after ${Math.round(performance.now() - began)} ms.`);
    if (caller.connectionState === 'failed')
      update('The two sides found no way to each other. Hang up and call again.');
  });

  for (const track of stream!.getTracks()) caller.addTrack(track, stream!);
  try {
    await exchange(caller, callee);
  } catch (error) {
    // Every call on a closed connection is refused: that is no failure if the person hung up in the middle.
    if (caller.signalingState !== 'closed') update(`The call could not be set up. ${explain(error)}`);
  }
}

// #region exchange
/** Carries the offer, the answer and the candidates between two connections, as a signaling server would. */
async function exchange(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  // Each side learns its own addresses bit by bit and tells the other about each at once ("trickle ICE").
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));

  await caller.setLocalDescription(); // without an argument it makes the offer itself
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription(); // and here the answer
  await caller.setRemoteDescription(callee.localDescription!);
}
// #endregion

function hangUp() {
  // close() tells nobody: in a real call, say goodbye over signaling first.
  connections?.caller.close();
  connections?.callee.close();
  connections = undefined;
  remoteVideo.srcObject = null;
  update('The call is over. The camera is still on: press Stop to release it.');
}

function stop() {
  hangUp();
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  stream = undefined;
  localVideo.srcObject = null;
  update('Stopped. Press Start.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || stream !== undefined;
  callButton.disabled = stream === undefined || connections !== undefined;
  hangUpButton.disabled = connections === undefined;
  stopButton.disabled = asking === undefined && stream === undefined;
}

startButton.addEventListener('click', () => void start());
callButton.addEventListener('click', () => void call());
hangUpButton.addEventListener('click', hangUp);
stopButton.addEventListener('click', stop);
addEventListener('pagehide', stop);
presetSource(source);
update();
