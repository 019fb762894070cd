// Each key of a telephone has a tone, which menus and conference bridges understand ("DTMF"). In a call the tone is not sung
// into the sound, where a codec made for voices would bend it. The sender tells "this key, for so long" in packets of their
// own, in a format named telephone-event, and the far side makes the tone.
import 'webrtc-adapter';
import { audioCodecs } from './codecs.js';
import { buttons, deaf, gapMs, listen, source, toneMs, tones, updateControls } from './controls.js';
import { exchange } from './exchange.js';
import { explain } from './explain.js';
import { listenForKeys } from './listen.js';
import { clearTones, showDecoder, showHeard, showSent } from './lists.js';
import { drawPad, lightKey } from './pad.js';
import { openSound, presetSource, release } from './sound.js';
import { refusal } from './tones.js';

const status = document.querySelector<HTMLOutputElement>('#status')!;
const farSide = new Audio(); // muted, it still decodes: Web Audio hears silence without it in Chromium

interface Call {
  readonly audio: AudioContext;
  readonly stream: MediaStream;
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly dtmf: RTCDTMFSender | null;
  isReady: boolean;
}
let asking: AbortController | undefined; // while the browser asks the person
let call: Call | undefined;

async function start() {
  const mine = (asking = new AbortController());
  const audio = new AudioContext(); // in answer to the click, and before anything is awaited: else it may stay silent
  update('Waiting for the sound: your browser may ask you for the microphone now.');
  try {
    const stream = await openSound(audio, source.value);
    if (mine.signal.aborted) return release(stream); // Hang up was pressed meanwhile
    connect(audio, stream);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (call?.audio !== audio && audio.state !== 'closed') void audio.close();
    if (asking === mine) asking = undefined;
    update();
  }
}

function connect(audio: AudioContext, stream: MediaStream) {
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  const [track] = stream.getAudioTracks() as [MediaStreamTrack];
  const transceiver = caller.addTransceiver(track, { streams: [stream] });
  transceiver.setCodecPreferences(audioCodecs(true));
  const { dtmf } = transceiver.sender; // every sender of sound has one, and no sender of pictures
  const mine: Call = (call = { audio, stream, caller, callee, dtmf, isReady: false });
  const beganMs = performance.now();
  clearTones();
  showDecoder(audio.state);
  update('Connecting …');
  const lost = `“${track.label}” was unplugged or taken back. Hang up and call again.`;
  track.addEventListener('ended', () => call === mine && update(lost));

  // Fired once for each tone when it begins, and with '' when nothing is left.
  dtmf?.addEventListener('tonechange', ({ tone }) => {
    if (call !== mine) return;
    showSent(tone, performance.now() - beganMs);
    update(tone === '' ? 'All tones are sent.' : undefined);
  });
  callee.addEventListener('track', ({ transceiver: arriving, streams: [remote] }) => {
    // The offer is there, the answer is not: now the far side says what it takes.
    arriving.setCodecPreferences(audioCodecs(!deaf.checked));
    farSide.srcObject = remote!;
    farSide.play().catch(() => undefined); // refused only if the call ended at once
    listenForKeys(audio, remote!, ({ heard, sounding }) => {
      if (call !== mine) return;
      heard.forEach(showHeard);
      lightKey(sounding);
    }).catch((error: unknown) => {
      if (call === mine) update(`Tones can be sent, but not decoded here. ${explain(error)}`);
    });
  });
  audio.addEventListener('statechange', () => call === mine && showDecoder(audio.state));
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'connected') lookForTones(mine);
    if (caller.connectionState === 'failed') update('The two sides found no way to each other. Hang up, call again.');
  });
  exchange(caller, callee).catch((error: unknown) => {
    // Every call on a closed connection is refused: that is no failure if the person hung up in the middle.
    if (call === mine) update(`The call could not be set up. ${explain(error)}`);
  });
}

/** Whether tones can be sent may settle a moment after the call is connected, and no event tells. So this looks for a second. */
function lookForTones(mine: Call, looks = 20) {
  if (call !== mine) return;
  const can = mine.dtmf?.canInsertDTMF;
  if (!can && looks > 0) return void setTimeout(() => lookForTones(mine, looks - 1), 50);
  mine.isReady = true;
  update(can ? 'Connected. Press keys.' : 'Connected, but the far side does not take tones.');
}

// #region send
function send(text: string) {
  if (!call) return;
  const { dtmf } = call;
  if (text === '') return update('There is nothing to send. Write tones into the field first.');
  if (!dtmf) return update('This browser sends no telephone tones. Send the digits as a message instead.');
  try {
    // What is inserted takes the place of all that still waits. So whoever wants to add to it says the rest again.
    dtmf.insertDTMF(dtmf.toneBuffer + text, toneMs(), gapMs());
    update(`Sending ${text}.`);
  } catch (error) {
    update(refusal(error, text));
  }
}

/** Nothing takes the place of all that waits. The tone that sounds now goes on to its end. */
function clear() {
  call?.dtmf?.insertDTMF('');
  update('Nothing waits any more. The tone that has begun goes on to its end.');
}
// #endregion

function hangUp() {
  asking?.abort();
  asking = undefined;
  call?.caller.close();
  call?.callee.close();
  if (call) release(call.stream);
  void call?.audio.close();
  call = undefined;
  farSide.srcObject = null;
  lightKey(undefined);
  showDecoder();
  update('The call is over. Press Call.');
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  updateControls(!asking && !call, call?.isReady ?? false, call?.dtmf?.toneBuffer ?? '');
}

buttons.call.addEventListener('click', () => void start());
buttons.hangUp.addEventListener('click', hangUp);
buttons.send.addEventListener('click', () => send(tones.value));
buttons.clear.addEventListener('click', clear);
tones.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') buttons.send.click();
});
listen.addEventListener('input', () => (farSide.muted = !listen.checked));
addEventListener('pagehide', hangUp);
farSide.muted = !listen.checked;
drawPad(send);
presetSource(source);
update();
