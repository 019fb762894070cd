// A server that forwards a call could look into it: the usual encryption ends there. Here a worker encrypts each encoded
// frame before it is sent, with a key that only the two ends have. The middlebox stands for such a server: it gets the same
// frames, and no key.
import 'webrtc-adapter';
import { explain } from './explain.js';
import { showDecoded, showReport } from './figures.js';
import { openSource, presetSource } from './source.js';
import type { Report, Settings } from './worker.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const ratchetButton = document.querySelector<HTMLButtonElement>('#ratchet')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const senderPassphrase = document.querySelector<HTMLInputElement>('#sender-passphrase')!;
const receiverPassphrase = document.querySelector<HTMLInputElement>('#receiver-passphrase')!;
const keepHeader = document.querySelector<HTMLInputElement>('#keep-header')!;
const showMiddlebox = document.querySelector<HTMLInputElement>('#show-middlebox')!;
const sound = document.querySelector<HTMLInputElement>('#sound')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const receiverVideo = document.querySelector<HTMLVideoElement>('#receiver')!;
const middleboxVideo = document.querySelector<HTMLVideoElement>('#middlebox')!;
const middleboxView = document.querySelector<HTMLElement>('#middlebox-view')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

/** What a call on this page is made of; each side has a worker of its own, which knows its own passphrase only. */
interface Call {
  readonly stream: MediaStream;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly senderWorker: Worker;
  readonly receiverWorker: Worker;
  readonly connections: RTCPeerConnection[];
  senders: number;
}

let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;
let watching: ReturnType<typeof setInterval> | undefined;

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const stream = await openSource(source.value);
    if (mine.signal.aborted) return release(stream); // Stop was pressed meanwhile
    const worker = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    const salt = crypto.getRandomValues(new Uint8Array(16));
    call = { stream, salt, senderWorker: worker(), receiverWorker: worker(), connections: [], senders: 0 };
    call.senderWorker.onmessage = ({ data }: MessageEvent<Report>) => showReport('sender', data);
    call.receiverWorker.onmessage = ({ data }: MessageEvent<Report>) => judge(data, showReport('receiver', data));
    localVideo.srcObject = stream;
    sendSettings();
    update('Connecting …');
    const receiver = await connect(call, receiverVideo, true);
    const middlebox = await connect(call, middleboxVideo, false);
    watching = setInterval(() => void showDecoded(receiver, middlebox), 500);
  } catch (error) {
    // Every step on a closed connection is refused: that is no failure if the person pressed Stop in the middle.
    if (!mine.signal.aborted && asking === mine) stop(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

// #region connect
/** Sends the stream over a new pair of connections, encrypted. Answers with the side that receives it. */
async function connect(mine: Call, video: HTMLVideoElement, hasKey: boolean) {
  const sending = new RTCPeerConnection();
  const receiving = new RTCPeerConnection();
  mine.connections.push(sending, receiving);
  for (const track of mine.stream.getTracks()) {
    const sender = sending.addTrack(track, mine.stream);
    // Set before the first frame: none may leave as it is.
    sender.transform = new RTCRtpScriptTransform(mine.senderWorker, { senderNumber: mine.senders++ });
  }
  receiving.addEventListener('track', ({ receiver, streams }) => {
    if (hasKey) receiver.transform = new RTCRtpScriptTransform(mine.receiverWorker, {});
    video.srcObject = streams[0] ?? null;
  });
  // How much of a frame must stay readable depends on the codec: worker.ts knows VP8 and Opus.
  const { codecs = [] } = RTCRtpReceiver.getCapabilities('video') ?? {};
  for (const transceiver of sending.getTransceivers())
    if (transceiver.sender.track?.kind === 'video')
      transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => /\/(VP8|rtx)$/i.test(mimeType)));
  await exchange(sending, receiving);
  return receiving;
}
// #endregion

async function exchange(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
}

/** Tells each worker its own passphrase. A passphrase never goes to the other side: the two must have agreed on it before. */
function sendSettings() {
  if (!call) return;
  const settings = (passphrase: string): Settings => ({ passphrase, salt: call!.salt, keepHeader: keepHeader.checked });
  call.senderWorker.postMessage(settings(senderPassphrase.value));
  call.receiverWorker.postMessage(settings(receiverPassphrase.value));
}

function judge({ opened }: Report, news: 'opened' | 'refused') {
  if (!call) return;
  if (news === 'refused')
    update('The receiver cannot open the frames: its passphrase is another than the sender’s. Type the same in both.');
  else if (opened > 0) update('Encrypted: the receiver sees the picture, the middlebox does not.');
}

function stop(sentence = 'Stopped. Press Start.') {
  asking?.abort();
  asking = undefined;
  clearInterval(watching);
  if (call) release(call.stream);
  for (const connection of call?.connections ?? []) connection.close();
  call?.senderWorker.terminate();
  call?.receiverWorker.terminate();
  call = undefined;
  localVideo.srcObject = receiverVideo.srcObject = middleboxVideo.srcObject = null;
  update(sentence);
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined && status.textContent !== sentence) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  ratchetButton.disabled = call === undefined;
  stopButton.disabled = asking === undefined && call === undefined;
  receiverVideo.muted = !sound.checked;
  middleboxView.hidden = !showMiddlebox.checked;
}

startButton.addEventListener('click', () => void start());
ratchetButton.addEventListener('click', () => call?.senderWorker.postMessage('ratchet'));
stopButton.addEventListener('click', () => stop());
for (const field of [senderPassphrase, receiverPassphrase, keepHeader]) field.addEventListener('change', sendSettings);
for (const box of [showMiddlebox, sound]) box.addEventListener('change', () => update());
addEventListener('pagehide', () => stop());
presetSource(source);
update();
