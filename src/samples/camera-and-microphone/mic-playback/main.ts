// Hearing one's own microphone is the first thing to try when nobody hears anything. A stream can go straight into an <audio>
// element; here it goes through Web Audio, which can hold it back: who hears himself a second later can talk in peace.
import { explain } from './explain.js';
import { levelOf } from './level.js';
import { listMicrophones, watchMicrophones } from './microphones.js';
import { showSettings } from './settings-table.js';

const microphone = document.querySelector<HTMLSelectElement>('#microphone')!;
const echoCancellation = document.querySelector<HTMLInputElement>('#echo-cancellation')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const muteButton = document.querySelector<HTMLButtonElement>('#mute')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const volume = document.querySelector<HTMLInputElement>('#volume')!;
const volumeValue = document.querySelector<HTMLElement>('#volume-value')!;
const delay = document.querySelector<HTMLInputElement>('#delay')!;
const delayValue = document.querySelector<HTMLElement>('#delay-value')!;
const heardMeter = document.querySelector<HTMLMeterElement>('#heard')!;
const playedMeter = document.querySelector<HTMLMeterElement>('#played')!;
const settings = document.querySelector<HTMLTableSectionElement>('#settings')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

interface Playback {
  readonly audio: AudioContext;
  readonly track: MediaStreamTrack;
  readonly delay: DelayNode;
  readonly gain: GainNode;
}
let asking: AbortController | undefined; // while the browser asks the person
let playback: Playback | undefined;
let muted = false;

async function start(because = '') {
  const mine = (asking = new AbortController());
  const audio = new AudioContext(); // made in answer to a click: a context that nobody asked for stays silent
  update(`${because} Waiting for the microphone: your browser may ask you now.`.trim());
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        // Without “exact” this is a wish only, and another microphone may come.
        ...(microphone.value && { deviceId: { exact: microphone.value } }),
        echoCancellation: echoCancellation.checked,
      },
    });
    const [track] = stream.getAudioTracks() as [MediaStreamTrack];
    if (mine.signal.aborted) return track.stop(); // Stop was pressed meanwhile
    play(audio, stream, track);
    update(`${because} ${track.label} is on. Say something: you hear it ${delayValue.textContent} later.`.trim());
    await listMicrophones(microphone); // now they have names
  } catch (error) {
    if (!mine.signal.aborted) update(`${because} ${explain(error)}`.trim());
  } finally {
    if (playback?.audio !== audio) close(audio);
    if (asking === mine) asking = undefined;
    update();
  }
}

function play(audio: AudioContext, stream: MediaStream, track: MediaStreamTrack) {
  // #region graph
  // Microphone, delay, volume, loudspeaker. A DelayNode must know at once how long it may ever have to hold a sound back.
  const source = audio.createMediaStreamSource(stream);
  const delayNode = new DelayNode(audio, { maxDelayTime: 2 });
  const gain = new GainNode(audio, { gain: 0 });
  source.connect(delayNode).connect(gain).connect(audio.destination);
  // #endregion

  const heard = new AnalyserNode(audio, { fftSize: 4096 });
  const played = new AnalyserNode(audio, { fftSize: 4096 });
  source.connect(heard);
  gain.connect(played);
  playback = { audio, track, delay: delayNode, gain };
  tune();
  showSettings(settings, track, audio);
  audio.addEventListener('statechange', () => showSettings(settings, track, audio)); // the latency is known when it runs
  showLevels(playback, heard, played);

  // The page's own stop() fires no such event: the microphone was unplugged, or the permission was taken back.
  track.addEventListener('ended', () => {
    if (playback?.track !== track) return;
    stop();
    microphone.value = '';
    void start(`“${track.label}” is gone.`);
  });
}

function showLevels(mine: Playback, heard: AnalyserNode, played: AnalyserNode) {
  if (playback !== mine) return;
  heardMeter.value = levelOf(heard);
  playedMeter.value = levelOf(played);
  requestAnimationFrame(() => showLevels(mine, heard, played));
}

/** Gives the nodes what the controls say. */
function tune() {
  volumeValue.textContent = `${volume.value} %`;
  delayValue.textContent = `${delay.value} s`;
  if (!playback) return;
  // Only what is played is silenced here; the microphone goes on listening. A volume that jumps clicks, so it glides there.
  playback.gain.gain.setTargetAtTime(muted ? 0 : volume.valueAsNumber / 100, playback.audio.currentTime, 0.02);
  playback.delay.delayTime.value = delay.valueAsNumber;
}

function mute() {
  muted = !muted;
  tune();
  update(muted ? 'Muted: the microphone is still on, and you hear nothing.' : 'You hear the microphone again.');
}

/** Neither the microphone nor this kind of processing can be exchanged in a track: another one has to be opened. */
function reopen() {
  if (!asking && !playback) return;
  stop();
  void start();
}

function stop() {
  asking?.abort();
  asking = undefined;
  playback?.track.stop();
  if (playback) close(playback.audio);
  playback = undefined;
  muted = false;
  heardMeter.value = playedMeter.value = 0;
  update('Stopped. Press Start.');
}

function close(audio: AudioContext) {
  if (audio.state !== 'closed') void audio.close();
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = asking !== undefined || playback !== undefined;
  muteButton.disabled = playback === undefined;
  muteButton.textContent = muted ? 'Unmute' : 'Mute';
  stopButton.disabled = asking === undefined && playback === undefined;
}

startButton.addEventListener('click', () => void start());
muteButton.addEventListener('click', mute);
stopButton.addEventListener('click', stop);
for (const control of [microphone, echoCancellation]) control.addEventListener('change', reopen);
for (const slider of [volume, delay]) slider.addEventListener('input', tune);
addEventListener('pagehide', stop);
watchMicrophones(microphone);
update();
