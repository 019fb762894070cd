// A call sends tracks, and a track need not come straight from a microphone: at the end of a Web Audio graph stands a node
// that has a track. Whatever flows into it is sent, and can be changed without a new offer.
import { callOnOnePage, type Call } from './call.js';
import { effects } from './effects.js';
import { explain } from './explain.js';
import { resetSound, showSound } from './pictures.js';
import { jingle } from './shapes.js';
import { openSound, presetSource, type Sound } from './sound.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const playButton = document.querySelector<HTMLButtonElement>('#play')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const bypass = document.querySelector<HTMLInputElement>('#bypass')!;
const listen = document.querySelector<HTMLInputElement>('#listen')!;
const type = document.querySelector<HTMLSelectElement>('#type')!;
const [cutoff, q, distortion, delay, reverb] = ['cutoff', 'q', 'distortion', 'delay', 'reverb'].map((id) =>
  document.querySelector<HTMLInputElement>(`#${id}`)!,
) as [HTMLInputElement, HTMLInputElement, HTMLInputElement, HTMLInputElement, HTMLInputElement];
const status = document.querySelector<HTMLOutputElement>('#status')!;
const farSide = new Audio(); // where the far side would hear it

interface Running {
  readonly audio: AudioContext;
  readonly sound: Sound;
  readonly output: MediaStreamAudioDestinationNode;
  readonly call: Call;
  readonly set: ReturnType<typeof effects>;
}
let asking: AbortController | undefined; // while the browser asks the person
let running: Running | undefined;

async function start() {
  const mine = (asking = new AbortController());
  const audio = new AudioContext(); // in answer to the click, and before anything is awaited: else it may stay silent
  update('Waiting for the microphone: your browser may ask you now.');
  try {
    const sound = await openSound(audio, source.value);
    if (mine.signal.aborted) return sound.stop(); // Stop was pressed meanwhile
    send(audio, sound);
  } catch (error) {
    if (!mine.signal.aborted) update(explain(error));
  } finally {
    if (running?.audio !== audio && audio.state !== 'closed') void audio.close();
    if (asking === mine) asking = undefined;
    update();
  }
}

function send(audio: AudioContext, sound: Sound) {
  update('Connecting …');
  // #region send
  // The end of the graph is not the loudspeaker but a stream, whose track is sent as that of a microphone would be.
  const output = audio.createMediaStreamDestination();
  const set = effects(audio, sound.node, output);
  const call = callOnOnePage(output.stream, arrive, update);
  // #endregion
  const mine: Running = { audio, sound, output, call, set };
  running = mine;
  tune();
  const goesIn = new AnalyserNode(audio);
  sound.node.connect(goesIn);
  look(mine, goesIn, 'in');
  sound.track?.addEventListener('ended', () => {
    if (running !== mine) return;
    stop();
    update('The microphone was unplugged or taken back. Press Start for the next one.');
  });
}

/** At the far side: the element plays what arrives, and an analyser measures it. */
function arrive(remote: MediaStream) {
  if (!running) return;
  farSide.srcObject = remote;
  farSide.play().catch(() => undefined); // refused only if it was stopped at once
  const arrived = new AnalyserNode(running.audio);
  running.audio.createMediaStreamSource(remote).connect(arrived);
  look(running, arrived, 'out');
}

/** Several sources may flow into one node, and are added up there: so a jingle needs no track of its own. */
function playJingle() {
  if (!running) return;
  const { audio, output } = running;
  const once = new AudioBufferSourceNode(audio, { buffer: jingle(audio) }); // plays once and is then thrown away
  once.connect(output);
  once.start();
}

function look(mine: Running, analyser: AnalyserNode, name: 'in' | 'out') {
  if (running !== mine) return;
  showSound(analyser, name);
  requestAnimationFrame(() => look(mine, analyser, name));
}

function tune() {
  const units = { cutoff: 'Hz', q: '', distortion: '%', delay: 'ms', reverb: '%' };
  for (const [id, unit] of Object.entries(units))
    document.querySelector(`#${id}-value`)!.textContent =
      `${document.querySelector<HTMLInputElement>(`#${id}`)!.value} ${unit}`;
  farSide.muted = !listen.checked; // muted, it still decodes: in Chromium nothing could be measured without it
  running?.set({
    bypass: bypass.checked,
    type: type.value as BiquadFilterType,
    cutoffHertz: cutoff.valueAsNumber,
    q: q.valueAsNumber,
    distortionPercent: distortion.valueAsNumber,
    delayMs: delay.valueAsNumber,
    reverbPercent: reverb.valueAsNumber,
  });
}

function stop() {
  asking?.abort();
  asking = undefined;
  farSide.srcObject = null;
  running?.call.close();
  running?.sound.stop();
  void running?.audio.close();
  running = undefined;
  resetSound();
  update('Stopped. Press Start.');
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || running !== undefined;
  playButton.disabled = running === undefined;
  stopButton.disabled = asking === undefined && running === undefined;
}

startButton.addEventListener('click', () => void start());
playButton.addEventListener('click', playJingle);
stopButton.addEventListener('click', stop);
for (const control of [bypass, listen, type, cutoff, q, distortion, delay, reverb])
  control.addEventListener('input', tune);
addEventListener('keydown', ({ key, repeat, target }) => {
  // Not while somebody chooses from a list, where a letter means something else.
  if (key.toLowerCase() === 'j' && !repeat && !(target instanceof HTMLSelectElement)) playJingle();
});
addEventListener('pagehide', stop);
presetSource(source);
tune();
update();
