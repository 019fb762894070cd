// In a running call a sender can be given another track, or none, and nobody has to be asked: the other side sees that
// other pictures come. A new offer is needed only where the two must agree on something else, which is who sends at all.
import 'webrtc-adapter';
import { asker } from './asking.js';
import { buttons, source, updateControls } from './controls.js';
import { farSide } from './far-side.js';
import { clearFigures, measure, showState } from './figures-list.js';
import { keepAgreed } from './negotiation.js';
import { openPicture, type PictureKind } from './pictures.js';
import { lost } from './sentences.js';
import { openSource, presetSource } from './source.js';

const colour = document.querySelector<HTMLInputElement>('#colour')!;
const direction = document.querySelector<HTMLSelectElement>('#direction')!;
const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
const backVideo = document.querySelector<HTMLVideoElement>('#back')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

interface Call {
  readonly caller: RTCPeerConnection;
  readonly far: ReturnType<typeof farSide>;
  readonly audio: RTCRtpTransceiver;
  readonly video: RTCRtpTransceiver;
  offers: number;
  microphone: MediaStreamTrack | undefined;
  picture: MediaStreamTrack | undefined;
  kind: PictureKind | undefined; // what the picture is of
}
let call: Call | undefined;
const { ask, abort, isAsking } = asker(update);

const start = () => ask('microphone and camera', () => openSource(source.value), connect, false);

function connect(stream: MediaStream) {
  const [microphone] = stream.getAudioTracks() as [MediaStreamTrack];
  const [camera] = stream.getVideoTracks() as [MediaStreamTrack];
  const caller = new RTCPeerConnection();
  const far = farSide(remoteVideo);
  const audio = caller.addTransceiver(microphone, { streams: [stream] });
  const video = caller.addTransceiver(camera, { streams: [stream] });
  const mine: Call = (call = { caller, far, audio, video, offers: 0, microphone, picture: undefined, kind: undefined });
  changeDirection();
  putPicture(camera, 'camera');
  microphone.addEventListener('ended', microphoneLost);
  update('Connecting …');
  const agreed = () => {
    mine.offers++;
    update(mine.offers > 1 ? 'The direction is agreed. That took a new offer and its answer.' : 'Connected.');
  };
  keepAgreed(caller, far.callee, agreed, update);
  caller.addEventListener('track', ({ track }) => (backVideo.srcObject = new MediaStream([track])));
  measure(caller, far.callee, remoteVideo);
}

// #region disable
/** A disabled track sends silence or black. It is back at once, but its device works on, and it still costs something. */
function disable(track: MediaStreamTrack | undefined, sentence: string) {
  if (!track) return;
  track.enabled = !track.enabled;
  update(track.enabled ? 'Sent again, at once.' : sentence);
}
// #endregion

// #region replace
/** Another track, or none, takes the place of the one that is sent. Nothing is negotiated: the place stays as agreed. */
function putPicture(next: MediaStreamTrack | undefined, kind?: PictureKind) {
  if (!call) return next?.stop();
  const { picture: before, video } = call;
  if (before && next) next.enabled = before.enabled; // what is black stays black
  video.sender.replaceTrack(next ?? null).catch(() => undefined); // refused only by a call that has just ended
  before?.stop(); // only this turns a camera's light off: a track that nobody sends is still being made
  Object.assign(call, { picture: next, kind });
  localVideo.srcObject = next ? new MediaStream([next]) : null;
  next?.addEventListener('ended', () => {
    if (call?.picture === next) release(lost(kind));
  });
}

const show = (kind: PictureKind) =>
  ask(
    kind,
    () => openPicture(kind, source.value, colour),
    (stream) => {
      putPicture(stream.getVideoTracks()[0], kind);
      update(`The ${kind} is sent now. That took no offer.`);
    },
  );

function release(sentence = 'Nothing is sent and the device is off. Its place is kept: choose what comes next.') {
  putPicture(undefined);
  update(sentence);
}
// #endregion

/** The next microphone takes the place of one that was unplugged, and the far side need not know. */
function microphoneLost() {
  if (!call) return;
  const isMuted = call.microphone?.enabled === false;
  call.microphone = undefined;
  void ask(
    'microphone',
    () => navigator.mediaDevices.getUserMedia({ audio: true }),
    (stream) => {
      const [next] = stream.getAudioTracks() as [MediaStreamTrack];
      next.enabled = !isMuted; // nobody should be heard because of another microphone
      call!.microphone = next;
      call!.audio.sender.replaceTrack(next).catch(() => undefined);
      next.addEventListener('ended', microphoneLost);
      update(`The microphone was unplugged or taken back. “${next.label}” took its place.`);
    },
  );
}

/** A wish, until both sides have agreed: the browser sees that it needs a new offer, and fires "negotiationneeded". */
function changeDirection() {
  if (call) call.video.direction = direction.value as RTCRtpTransceiverDirection;
  update();
}

function hangUp() {
  abort();
  for (const device of [call?.microphone, call?.picture]) device?.stop();
  call?.caller.close();
  call?.far.close();
  call = undefined;
  localVideo.srcObject = remoteVideo.srcObject = backVideo.srcObject = null;
  clearFigures();
  update('The call is over. Press Start call.');
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  updateControls(call, isAsking());
  if (call) showState(call);
}

buttons.start.addEventListener('click', () => void start());
buttons.hangUp.addEventListener('click', hangUp);
buttons.mute.addEventListener('click', () =>
  disable(call?.microphone, 'Muted: packets of silence still go out, and the microphone stays open.'),
);
buttons.black.addEventListener('click', () =>
  disable(call?.picture, 'Black pictures are sent. The camera works on, and its light is on.'),
);
buttons.release.addEventListener('click', () => release());
for (const kind of ['camera', 'screen', 'canvas'] as const)
  buttons[kind].addEventListener('click', () => void show(kind));
direction.addEventListener('change', changeDirection);
addEventListener('pagehide', hangUp);
presetSource(source);
update();
