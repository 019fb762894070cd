// How much a voice costs is decided in three places: the codec that both sides agree on, the sender's own limit, and what the
// receiver would like. The first two have parameters of their own. The third is text in the answer, and nothing else.
import 'webrtc-adapter';
import { preferred } from './codecs.js';
import type { Asked } from './comparison.js';
import { asked, buttons, limit, listen, negotiated, source, updateControls } from './controls.js';
import { explain } from './explain.js';
import { answerWithWishes } from './opus-parameters.js';
import { openSound, presetSource, type Sound } from './sound.js';
import { watch } from './watch.js';

const status = document.querySelector<HTMLOutputElement>('#status')!;
const farSide = new Audio();

interface Call {
  readonly sound: Sound;
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly transceiver: RTCRtpTransceiver;
  changes: Promise<unknown>; // until the last change is done: they must not overlap
}
let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;

async function start() {
  const mine = (asking = new AbortController());
  update('Waiting for the microphone: your browser may ask you now.');
  try {
    const sound = await openSound(source.value);
    if (mine.signal.aborted) return sound.stop(); // Hang up was pressed meanwhile
    connect(sound);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function connect(sound: Sound) {
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  const transceiver = caller.addTransceiver(sound.track, {
    direction: 'sendonly',
    streams: [new MediaStream([sound.track])],
  });
  const mine: Call = (call = { sound, caller, callee, transceiver, changes: Promise.resolve() });
  update('Connecting …');
  const lost = `“${sound.track.label}” was unplugged or taken back. Hang up and call again.`;
  sound.track.addEventListener('ended', () => call === mine && update(lost));
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  callee.addEventListener('track', ({ streams: [remote] }) => {
    farSide.srcObject = remote!;
    farSide.play().catch(() => undefined); // refused only if the call ended at once
  });
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'connected') update('Connected. Change one thing and watch the graphs.');
    if (caller.connectionState === 'failed') update('The two sides found no way to each other. Hang up, call again.');
  });
  change(agree);
  void watch(caller, callee);
}

// #region agree
/** Agrees on the wishes, at the beginning and after every change of the codec or of what only the text can say. */
async function agree({ caller, callee, transceiver }: Call, wishes: Asked) {
  // Only what was chosen is offered, so nothing else can be agreed on.
  transceiver.setCodecPreferences(preferred(wishes.codec, wishes.red));
  // An answer with a codec of only one bitrate is refused while there is a limit, so this goes before it, or after.
  if (wishes.codec !== 'opus') await limitBitrate({ transceiver }, wishes);

  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  // On its way to the caller, the answer gets what the callee would like. The callee's own description stays as it is.
  const sdp = answerWithWishes(callee.localDescription!.sdp, wishes);
  await caller.setRemoteDescription({ type: 'answer', sdp });

  if (wishes.codec === 'opus') await limitBitrate({ transceiver }, wishes);
}
// #endregion

// #region limit
/** How much is sent is the sender's own affair, and needs no offer. The parameters must be the ones just read. */
async function limitBitrate({ transceiver: { sender } }: Pick<Call, 'transceiver'>, { codec, limitKbps }: Asked) {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) {
    if (limitKbps === undefined || codec !== 'opus') delete encoding.maxBitrate;
    else encoding.maxBitrate = limitKbps * 1000;
  }
  await sender.setParameters(parameters);
}
// #endregion

/** Makes a change after those that are under way, and then says so. */
function change(make: (mine: Call, wishes: Asked) => Promise<void>, sentence?: string) {
  update();
  const [mine, wishes] = [call, asked()];
  if (!mine) return;
  mine.changes = mine.changes
    .then(() => make(mine, wishes))
    .then(() => call === mine && update(sentence))
    .catch((error: unknown) => {
      // Every call on a closed connection is refused: that is no failure if the person hung up in the middle.
      if (call === mine) update(`The browser refused that. ${explain(error)}`);
    });
}

function mute() {
  if (!call) return;
  const { track } = call.sound;
  track.enabled = !track.enabled;
  update(track.enabled ? 'The far side hears you again.' : 'Silence is sent. Only with pauses (DTX) it costs less.');
}

function hangUp() {
  asking?.abort();
  asking = undefined;
  call?.caller.close();
  call?.callee.close();
  call?.sound.stop();
  call = undefined;
  farSide.srcObject = null;
  update('The call is over. Press Call.');
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  updateControls(!asking && !call, call?.sound.track);
}

buttons.call.addEventListener('click', () => void start());
buttons.mute.addEventListener('click', mute);
buttons.hangUp.addEventListener('click', hangUp);
for (const control of negotiated)
  control.addEventListener('input', () => change(agree, 'Agreed. That took a new offer and its answer.'));
limit.addEventListener('input', () => {
  const { codec } = asked();
  const idle = `${codec} has one bitrate only. The limit waits for Opus.`;
  change(limitBitrate, codec === 'opus' ? 'The sender has its limit. That took no new offer.' : idle);
});
listen.addEventListener('input', () => (farSide.muted = !listen.checked));
addEventListener('pagehide', hangUp);
farSide.muted = !listen.checked;
presetSource(source);
update();
