// How fast a data channel is depends on how it is fed. With too little in its buffer the line is idle at times; with too much,
// memory fills, and in the end send() throws. Here megabytes of nothing pass from one side of the page to the other.
import 'webrtc-adapter';
import { exchange } from './exchange.js';
import { clearGraphs, drawAll } from './readout.js';
import { answer, watchRoundTrip } from './round-trip.js';
import { newRun, type Run } from './run.js';
import { allowSettings, readSettings } from './settings.js';
import { watch } from './watch.js';

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const cancelButton = document.querySelector<HTMLButtonElement>('#cancel')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let run: Run | undefined;

async function start() {
  const settings = readSettings();
  if (typeof settings === 'string') return update(settings);
  const mine = (run = newRun(settings));
  const { caller, callee } = mine;
  clearGraphs();
  update('Connecting …');
  caller.addEventListener('connectionstatechange', () => {
    if (run === mine && caller.connectionState === 'failed') end('The two sides lost each other. Press Start again.');
  });
  callee.addEventListener('datachannel', ({ channel }) => {
    if (channel.label === 'ping') answer(channel);
    else receive(mine, channel);
  });
  try {
    const near = (mine.near = openChannel(mine));
    near.addEventListener('open', () => feed(mine, near));
    near.addEventListener('close', () => run === mine && end('The channel was closed. Press Start again.'));
    // A channel of its own does not queue behind the megabytes, but it shares the connection with them.
    mine.roundTrip = watchRoundTrip(caller.createDataChannel('ping'));
    await exchange(caller, callee);
  } catch (error) {
    if (run !== mine) return; // Cancel closed the connections in the middle: every step is refused then
    if (error instanceof TypeError && !mine.near)
      return end(
        'The browser refused this: a channel takes maxRetransmits or maxPacketLifeTime, never both. Empty one.',
      );
    end(`The two sides could not be connected: ${String(error)}. Press Start again.`);
  }
}

// #region open
/** Opens the channel with what it shall promise: without any limit all arrives; with one, what is too late is given up. */
function openChannel({ caller, settings }: Run): RTCDataChannel {
  const channel = caller.createDataChannel('megabytes', settings.promises);
  channel.bufferedAmountLowThreshold = settings.lowWaterBytes;
  return channel;
}
// #endregion

function feed(mine: Run, channel: RTCDataChannel) {
  const { chunkBytes, hasBackpressure, highWaterBytes } = mine.settings;
  // Known now that the two sides have met: a longer message would make send() throw a TypeError.
  const longestBytes = mine.caller.sctp!.maxMessageSize;
  if (chunkBytes > longestBytes)
    return end(`The other side takes messages of at most ${longestBytes / 1024} KiB. Make them shorter.`);
  const chunk = new Uint8Array(chunkBytes); // made once, and sent again and again: send() copies it
  mine.beganMs = performance.now();
  mine.drawing = watch(mine, channel, (sinceMs) => finish(mine, sinceMs));
  update('Sending …');

  // #region backpressure
  /** Fills the buffer up to the high mark. When it has run down to the low one, an event asks for more: it is never empty, and never large. */
  const fill = () => {
    try {
      while (mine.sentBytes < mine.goalBytes && (!hasBackpressure || channel.bufferedAmount < highWaterBytes)) {
        const bytes = Math.min(chunkBytes, mine.goalBytes - mine.sentBytes);
        channel.send(bytes < chunkBytes ? chunk.subarray(0, bytes) : chunk);
        mine.sentBytes += bytes;
        mine.peakBytes = Math.max(mine.peakBytes, channel.bufferedAmount);
      }
    } catch (error) {
      refused(mine, error);
    }
  };
  channel.addEventListener('bufferedamountlow', fill);
  fill();
  // #endregion
}

/** The browser's own limit of the buffer is no brake but a wall: send() throws, and what it did not take is not sent. */
function refused(mine: Run, error: unknown) {
  mine.goalBytes = mine.sentBytes;
  mine.refusal = `send() threw ${(error as Error).name} with ${inMB(mine.peakBytes)} MB in the buffer, and the rest is not sent: use backpressure. `;
  update(mine.refusal);
}

/** The other side only counts. */
function receive(mine: Run, channel: RTCDataChannel) {
  mine.far = channel;
  channel.binaryType = 'arraybuffer';
  channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    mine.receivedBytes += data.byteLength;
    if (mine.receivedBytes === mine.goalBytes) finish(mine, performance.now());
  });
}

function finish(mine: Run, atMs: number) {
  const { receivedBytes, sentBytes, beganMs, refusal } = mine;
  const seconds = (atMs - beganMs) / 1000;
  const lost =
    receivedBytes < sentBytes
      ? ` of ${inMB(sentBytes)} (${(100 - (100 * receivedBytes) / sentBytes).toFixed(1)} % lost)`
      : '';
  const megabytesPerS = (receivedBytes / 1e6 / Math.max(seconds, 0.001)).toFixed(1);
  end(`${refusal}${inMB(receivedBytes)} MB${lost} arrived in ${seconds.toFixed(2)} s: ${megabytesPerS} MB/s.`);
}

function end(sentence: string) {
  if (!run) return;
  drawAll(run);
  clearInterval(run.drawing);
  run.caller.close(); // its channels, and what is in their buffers, go with it
  run.callee.close();
  run = undefined;
  update(sentence);
}

const inMB = (bytes: number) => (bytes / 1e6).toFixed(1);

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = run !== undefined;
  cancelButton.disabled = run === undefined;
  allowSettings(run === undefined);
}

startButton.addEventListener('click', () => void start());
cancelButton.addEventListener('click', () => end(`Cancelled after ${inMB(run?.receivedBytes ?? 0)} MB had arrived.`));
addEventListener('pagehide', () => end('Cancelled.'));
update();
