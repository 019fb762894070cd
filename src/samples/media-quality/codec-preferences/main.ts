// Which codecs a call may use is agreed in the offer and the answer: whoever offers says which it prefers, and whoever answers
// leaves out what it does not take. Among those that are agreed, a sender may change at any moment without asking.
import 'webrtc-adapter';
import { clearComparison, watchSenders } from './asked-and-got.js';
import { refusal } from './codecs.js';
import {
  callButton,
  hangUpButton,
  kinds,
  layers,
  now,
  offerButton,
  openControls,
  source,
  type Kind,
} from './controls.js';
import { explain } from './explain.js';
import { sendAs } from './sending.js';
import { openSource, presetSource } from './source.js';

const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const controls = openControls(update);

interface Call {
  readonly stream: MediaStream;
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly transceivers: Record<Kind, RTCRtpTransceiver>;
  readonly asked: Partial<Record<Kind, RTCRtpCodec>>; // the first of the last offer
  isOffering: boolean;
  stopWatching?: () => void;
}
let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;
let [offers, changes] = [0, Promise.resolve()];

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const stream = await openSource(source.value);
    if (mine.signal.aborted) return release(stream); // Hang up was pressed meanwhile
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
  const send = (track?: MediaStreamTrack) =>
    caller.addTransceiver(track!, { direction: 'sendonly', streams: [stream] });
  const transceivers = { video: send(stream.getVideoTracks()[0]), audio: send(stream.getAudioTracks()[0]) };
  const mine: Call = { stream, caller, callee, transceivers, asked: {}, isOffering: false };
  call = mine;
  offers = 0;
  clearComparison();
  localVideo.srcObject = stream;
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  callee.addEventListener('track', ({ streams }) => (remoteVideo.srcObject = streams[0] ?? null));
  await agree(mine);
  if (call !== mine) return;
  mine.stopWatching = watchSenders(transceivers, (kind) => ({ codec: mine.asked[kind]!, ...controls.wanted(kind) }));
}

// #region prefer
/** Offers the codecs in the order of the lists. The far side answers with those that it takes, and the first of them is sent. */
async function agree(mine: Call) {
  const { caller, callee, transceivers } = mine;
  mine.isOffering = true;
  update('Agreeing …');
  try {
    for (const kind of kinds) {
      transceivers[kind].setCodecPreferences(controls.preferred(kind));
      mine.asked[kind] = controls.first(kind);
    }
    await caller.setLocalDescription();
    await callee.setRemoteDescription(caller.localDescription!);
    // The offer is there and the answer is not: now the far side says what it takes.
    const receiving = callee.getTransceivers().find(({ receiver }) => receiver.track.kind === 'video');
    receiving?.setCodecPreferences(controls.taken());
    await callee.setLocalDescription();
    await caller.setRemoteDescription(callee.localDescription!);
    offers++;
    controls.showKept(transceivers);
    update('Agreed. The table shows what is really sent.');
  } catch (error) {
    // Every step on a closed connection is refused: that is no failure if the person hung up in the middle.
    if (call === mine) update(`The two sides could not agree. ${explain(error)}`);
  } finally {
    mine.isOffering = false;
    update();
  }
}
// #endregion

/** Another codec or other layers in the running call, when the change before is made: the browser refuses two at once. */
const change = (kind: Kind) => void (changes = changes.then(() => changeNow(kind)));
async function changeNow(kind: Kind) {
  const mine = call;
  if (!mine) return;
  const { sender } = mine.transceivers[kind];
  const { codec, layers: mode } = controls.wanted(kind);
  let sentence = 'It is sent from now on. That took no offer.';
  try {
    await sendAs(sender, codec, mode);
  } catch (error) {
    sentence = refusal(error, codec ?? mine.asked[kind]!, sender.getParameters().codecs);
  }
  if (call !== mine) return;
  controls.showKept(mine.transceivers);
  update(sentence);
}

function hangUp() {
  asking?.abort();
  asking = undefined;
  call?.stopWatching?.();
  call?.caller.close();
  call?.callee.close();
  if (call) release(call.stream);
  call = undefined;
  localVideo.srcObject = remoteVideo.srcObject = null;
  update('The call is over. Press Call.');
}

function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  document.querySelector('#offers')!.textContent = String(offers);
  callButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  hangUpButton.disabled = asking === undefined && call === undefined;
  for (const control of [offerButton, layers, now.video, now.audio]) control.disabled = !call || call.isOffering;
}

callButton.addEventListener('click', () => void start());
offerButton.addEventListener('click', () => call && void agree(call));
hangUpButton.addEventListener('click', hangUp);
for (const kind of kinds) now[kind].addEventListener('change', () => change(kind));
layers.addEventListener('change', () => change('video'));
addEventListener('pagehide', hangUp);
presetSource(source);
update();
