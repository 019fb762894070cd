// What arrives in a call need not go into an <audio> element: it is a stream like any other, so Web Audio can take it. Each
// person of a meeting can then have a volume and a place of their own, and nobody is too loud.
import { callOnOnePage, type Call } from './call.js';
import { explain } from './explain.js';
import { resetSound, showSound, type Taps } from './pictures.js';
import { openSound, presetSource } from './sound.js';

const source = document.querySelector<HTMLSelectElement>('#source')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const [gain, pan, threshold, ratio] = ['gain', 'pan', 'threshold', 'ratio'].map((id) =>
  document.querySelector<HTMLInputElement>(`#${id}`)!,
) as [HTMLInputElement, HTMLInputElement, HTMLInputElement, HTMLInputElement];
const compress = document.querySelector<HTMLInputElement>('#compress')!;
const play = document.querySelector<HTMLInputElement>('#play')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let audio: AudioContext | undefined;
let call: Call | undefined;
let graph: ReturnType<typeof build> | undefined; // once something arrives

async function start() {
  const mine = (asking = new AbortController());
  audio = new AudioContext(); // in answer to the click, and before anything is awaited: else it may stay silent
  update('Waiting for the microphone: your browser may ask you now.');
  try {
    const stream = await openSound(source.value);
    if (mine.signal.aborted) return release(stream); // Stop was pressed meanwhile
    connect(audio, stream);
  } catch (error) {
    if (mine.signal.aborted) return;
    stop();
    update(explain(error));
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function connect(context: AudioContext, stream: MediaStream) {
  update('Connecting …');
  call = callOnOnePage(
    stream,
    (remote) => {
      graph = build(context, remote);
      tune();
      look(graph);
    },
    update,
  );
  const [track] = stream.getAudioTracks() as [MediaStreamTrack];
  track.addEventListener('ended', () => {
    if (call?.local !== stream) return;
    stop();
    update(`“${track.label}” was unplugged or taken back. Press Start for the next microphone.`);
  });
}

// #region graph
/** Lets a remote stream flow through gain, pan and compressor to the loudspeaker, and looks at it before and after. */
function build(audio: AudioContext, remote: MediaStream) {
  // Chromium decodes nothing for a remote stream that no element plays, and Web Audio then hears silence. An element
  // that is muted, and nowhere on the page, is enough. https://crbug.com/121673
  const decoder = new Audio();
  decoder.muted = true;
  decoder.srcObject = remote;

  const input = audio.createMediaStreamSource(remote);
  // One voice comes out of a call as two equal channels, and a panner would add them up. Mixed down first, it is only moved.
  const volume = new GainNode(audio, { channelCount: 1, channelCountMode: 'explicit' });
  const panner = new StereoPannerNode(audio); // from here on there are two again
  const compressor = new DynamicsCompressorNode(audio);
  const output = new GainNode(audio);
  const loudspeaker = new GainNode(audio, { gain: 0 });
  input.connect(volume).connect(panner);
  output.connect(loudspeaker).connect(audio.destination);

  const sides = new ChannelSplitterNode(audio, { numberOfOutputs: 2 });
  const [arrived, left, right] = [0, 1, 2].map(() => new AnalyserNode(audio)) as [
    AnalyserNode,
    AnalyserNode,
    AnalyserNode,
  ];
  input.connect(arrived);
  output.connect(sides);
  sides.connect(left, 0);
  sides.connect(right, 1);
  return { decoder, volume, panner, compressor, output, loudspeaker, taps: { arrived, left, right, compressor } };
}
// #endregion

/** Gives the nodes what the controls say; none of it needs a new connection. */
function tune() {
  write('gain', `× ${gain.value}`);
  write(
    'pan',
    pan.valueAsNumber === 0 ? 'middle' : `${Math.abs(pan.valueAsNumber)} ${pan.valueAsNumber < 0 ? 'left' : 'right'}`,
  );
  write('threshold', `${threshold.value} dB`);
  write('ratio', `${ratio.value} : 1`);
  if (!graph) return;
  const { volume, panner, compressor, output, loudspeaker } = graph;
  volume.gain.value = gain.valueAsNumber;
  panner.pan.value = pan.valueAsNumber;
  // Above the threshold, so many decibels more become one; the whole is then made louder to make up for it.
  compressor.threshold.value = threshold.valueAsNumber;
  compressor.ratio.value = ratio.valueAsNumber;
  panner.disconnect();
  compressor.disconnect();
  if (compress.checked) panner.connect(compressor).connect(output);
  else panner.connect(output);
  loudspeaker.gain.value = play.checked ? 1 : 0;
}

function look(mine: { readonly taps: Taps }) {
  if (graph !== mine) return;
  showSound(mine.taps, compress.checked);
  requestAnimationFrame(() => look(mine));
}

function stop() {
  asking?.abort();
  asking = undefined;
  if (graph) graph.decoder.srcObject = null;
  call?.close();
  void audio?.close();
  audio = call = graph = undefined;
  resetSound();
  update('Stopped. Press Start.');
}

function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

function write(name: string, text: string) {
  document.querySelector(`#${name}-value`)!.textContent = text;
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = source.disabled = asking !== undefined || call !== undefined;
  stopButton.disabled = asking === undefined && call === undefined;
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
for (const control of [gain, pan, compress, threshold, ratio, play]) control.addEventListener('input', tune);
addEventListener('pagehide', stop);
presetSource(source);
tune();
update();
