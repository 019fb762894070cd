// A data channel carries a file of any size, if the sender does not push more into it than it can take, and the receiver
// writes down what comes instead of collecting it. Each file has a channel of its own here, so that none waits for another.
import 'webrtc-adapter';
import { exchange } from './exchange.js';
import { acceptDrops, noiseFile, saveFile } from './files.js';
import { explainPlace, offerPlaces, openPlace } from './places.js';
import { receiveFile, type Incoming } from './receiving.js';
import { addRow } from './rows.js';
import { sendFile, type Outgoing } from './sending.js';
import { isOver, type Transfer } from './transfer.js';

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const fileField = document.querySelector<HTMLInputElement>('#files')!;
const chunkSelect = document.querySelector<HTMLSelectElement>('#chunk')!;
const noiseSize = document.querySelector<HTMLInputElement>('#noise-size')!;
const noiseButton = document.querySelector<HTMLButtonElement>('#noise')!;
const placeSelect = document.querySelector<HTMLSelectElement>('#place')!;
const auto = document.querySelector<HTMLInputElement>('#auto')!;
const outgoingList = document.querySelector<HTMLElement>('#outgoing')!;
const incomingList = document.querySelector<HTMLElement>('#incoming')!;
const queueLine = document.querySelector<HTMLElement>('#queue')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

const atOnce = 3; // more would only share the same line, and each has its hashes and its memory

let connections: { caller: RTCPeerConnection; callee: RTCPeerConnection } | undefined;
let isOpen = false;
let waiting: File[] = []; // chosen, and not offered yet
let outgoing: Outgoing[] = [];
let incoming: Incoming[] = [];
let rows = new Map<Transfer, () => void>(); // each shows one transfer as it stands
let [arrived, drawnMs] = [0, 0];
let drawing: ReturnType<typeof setTimeout> | undefined;

async function start() {
  const { caller, callee } = (connections = { caller: new RTCPeerConnection(), callee: new RTCPeerConnection() });
  for (const list of [outgoingList, incomingList]) list.replaceChildren();
  [outgoing, incoming, rows, arrived] = [[], [], new Map<Transfer, () => void>(), 0];
  update('Connecting …');
  // A channel that carries nothing. But without one, the offer has no line for data; with it, all later ones need no further
  // offer, and the other side is given each by an event.
  const first = caller.createDataChannel('first');
  first.addEventListener('open', () => {
    isOpen = true;
    update(`Connected. Messages can be up to ${caller.sctp?.maxMessageSize} bytes long. Choose or drop files.`);
  });
  first.addEventListener('close', () => connections && stop('The two sides lost each other. Press Start again.'));
  callee.addEventListener('datachannel', ({ channel }) => {
    if (channel.label === 'file') receiveFile(channel, offered, changed);
  });
  try {
    await exchange(caller, callee);
  } catch (error) {
    if (caller.signalingState !== 'closed') stop(`The two sides could not be connected: ${String(error)}.`);
  }
}

function send(files: Iterable<File>) {
  waiting.push(...files);
  changed();
}

// #region offer
/** Offers a file over a new channel, in messages as large as chosen, or as the other side takes. */
function offer(file: File) {
  const { caller } = connections!;
  const chunkBytes = Math.min(Number(chunkSelect.value), caller.sctp?.maxMessageSize ?? 16_384);
  const mine = sendFile(caller.createDataChannel('file'), file, chunkBytes, changed);
  outgoing.push(mine);
  const show = addRow(outgoingList, mine, `in messages of ${chunkBytes / 1024} KiB`, [
    { label: 'Pause', isPossible: () => mine.stage === 'moving', act: () => mine.pause(true) },
    { label: 'Resume', isPossible: () => mine.stage === 'paused', act: () => mine.pause(false) },
    { label: 'Abort', isPossible: () => !isOver(mine), act: () => mine.abort('aborted here') },
    { label: 'Retry', isPossible: () => isOver(mine) && mine.stage !== 'done' && isOpen, act: () => send([file]) },
  ]);
  rows.set(mine, show);
}
// #endregion

function offered(theirs: Incoming) {
  let isAsking = false; // while the person chooses where to put it
  const accept = async () => {
    isAsking = true;
    changed(theirs);
    try {
      theirs.accept(await openPlace(placeSelect.value, theirs.offer));
    } catch (error) {
      update(explainPlace(error));
    } finally {
      isAsking = false;
      changed(theirs);
    }
  };
  const isOffered = () => theirs.stage === 'offered' && !isAsking;
  incoming.push(theirs);
  const show = addRow(incomingList, theirs, '', [
    { label: 'Accept', isPossible: isOffered, act: () => void accept() },
    { label: 'Refuse', isPossible: isOffered, act: () => theirs.refuse() },
    { label: 'Abort', isPossible: () => !isOver(theirs) && !isOffered(), act: () => theirs.abort('aborted here') },
    { label: 'Save', isPossible: () => theirs.file !== undefined, act: () => saveFile(theirs.file!) },
  ]);
  rows.set(theirs, show);
  // A browser lets a page ask where to save only when somebody has just pressed something.
  if (auto.checked && placeSelect.value !== 'disk') void accept();
}

/** There is news. The row of a transfer in another stage shows it at once; all else follows, five times a second at most. */
function changed(transfer?: Transfer) {
  if (transfer) rows.get(transfer)?.();
  drawing ??= setTimeout(draw, Math.max(0, drawnMs + 200 - performance.now()));
}

function draw() {
  [drawing, drawnMs] = [undefined, performance.now()];
  while (isOpen && waiting.length > 0 && outgoing.filter((one) => !isOver(one)).length < atOnce)
    offer(waiting.shift()!);
  for (const show of rows.values()) show();
  if (outgoing.some((one) => one.stage !== 'offered' && !isOver(one))) changed(); // figures move without other news
  const arrivedNow = incoming.filter(({ stage }) => stage === 'done').length;
  update(arrivedNow > arrived ? `Files that have arrived whole: ${arrivedNow}.` : undefined);
  arrived = arrivedNow;
}

function stop(sentence: string) {
  connections?.caller.close();
  connections?.callee.close();
  [connections, isOpen, waiting] = [undefined, false, []];
  for (const transfer of [...outgoing, ...incoming]) transfer.abort('the connection was closed');
  clearTimeout(drawing);
  draw();
  update(sentence);
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined && sentence !== status.textContent) status.textContent = sentence;
  startButton.disabled = connections !== undefined;
  stopButton.disabled = connections === undefined;
  fileField.disabled = noiseButton.disabled = !isOpen;
  queueLine.textContent = waiting.length > 0 ? `${waiting.length} more wait for their turn.` : '';
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', () => stop('Stopped. What arrived whole can still be saved.'));
noiseButton.addEventListener('click', () => send([noiseFile(Math.max(0, noiseSize.valueAsNumber || 0))]));
fileField.addEventListener('change', () => {
  send(fileField.files ?? []);
  fileField.value = ''; // or choosing the same file again would be no change
});
addEventListener('pagehide', () => stop('Stopped.'));
acceptDrops(document.querySelector<HTMLElement>('#drop')!, fileField);
offerPlaces(placeSelect);
update();
