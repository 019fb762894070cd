// A chat is a connection without media. It carries two channels here: one for what people write, word for word, and one
// for what the pages tell each other about it (who is typing, what has arrived).
import 'webrtc-adapter';
import { exchange } from './exchange.js';
import { openPane, type Pane } from './pane.js';
import { readNote, type Note } from './protocol.js';
import { watchTyping } from './typing.js';

/** One end of the chat. */
interface Side {
  readonly pane: Pane;
  messages?: RTCDataChannel | undefined;
  notes?: RTCDataChannel | undefined;
  /** The messages sent over this connection, in their order: where to tick them off, and when they left. */
  sent: { tick: HTMLElement; atMs: number }[];
  receivedCount: number;
}

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const clearButton = document.querySelector<HTMLButtonElement>('#clear')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const ada: Side = { pane: openPane('ada'), sent: [], receivedCount: 0 };
const ben: Side = { pane: openPane('ben'), sent: [], receivedCount: 0 };

let connections: { caller: RTCPeerConnection; callee: RTCPeerConnection } | undefined;

async function start() {
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  connections = { caller, callee };
  update('Connecting …');
  caller.addEventListener('connectionstatechange', () => {
    if (caller.connectionState === 'failed') update('The two sides lost each other. Press Stop, then Start.');
  });

  // A channel exists before the offer, so that the offer asks for one. The other side does not make its own end: it is
  // given it by an event, already named and set up as it was here.
  attach(ada, caller.createDataChannel('messages'));
  attach(ada, caller.createDataChannel('notes'));
  callee.addEventListener('datachannel', ({ channel }) => attach(ben, channel));
  try {
    await exchange(caller, callee);
  } catch (error) {
    if (caller.signalingState !== 'closed') update(`The two sides could not be connected: ${String(error)}.`);
  }
}

// #region attach
/** Makes a channel one end of the chat. From here on the two sides are alike. */
function attach(side: Side, channel: RTCDataChannel) {
  if (channel.label === 'messages') {
    side.messages = channel;
    channel.binaryType = 'arraybuffer'; // what bytes arrive as; the other choice is 'blob'
    channel.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => receive(side, data));
  } else {
    side.notes = channel;
    channel.addEventListener('message', ({ data }) => obey(side, readNote(data)));
  }
  channel.addEventListener('open', () => {
    const channels = [ada.messages, ada.notes, ben.messages, ben.notes];
    if (channels.every((one) => one?.readyState === 'open')) update('Connected. Write on either side.');
  });
  // Both ends hear it when either closes: the connection itself would notice many seconds later.
  channel.addEventListener('close', () => {
    if (channel !== side.messages && channel !== side.notes) return; // of a chat that is over
    side.pane.showTyping('');
    update('The other side has closed the channel. Press Stop, then Start.');
  });
}
// #endregion

// #region send
/** Sends what stands in the field. The field is emptied only after that: what could not be sent is not lost. */
function send(side: Side) {
  const { pane, messages } = side;
  const text = pane.input.value;
  if (text === '') return update('There is nothing to send yet: write something first.');
  if (messages?.readyState !== 'open')
    return update('The channel is closed, so nothing was sent. Your text is still there: press Start, then send it.');

  // One channel carries both kinds, and the receiver is told which it got. A string travels as UTF-8 anyway.
  const bytes = pane.sendAs.value === 'binary' ? new TextEncoder().encode(text) : undefined;
  try {
    if (bytes) messages.send(bytes);
    else messages.send(text);
  } catch (error) {
    if (!(error instanceof TypeError))
      return update(`Not sent: ${String(error)}. Your text is still there: try again.`);
    const limitBytes = connections?.caller.sctp?.maxMessageSize ?? 65_536;
    return update(`This message is longer than the ${limitBytes} bytes that the other side takes. Make it shorter.`);
  }
  const tick = pane.add('own', bytes ?? text);
  tick.textContent = '✓ sent';
  side.sent.push({ tick, atMs: performance.now() });
  pane.input.value = '';
}

function receive(side: Side, message: string | ArrayBuffer) {
  side.pane.add('theirs', message);
  // send() does not say whether anything arrived: only the other side knows, so it has to say so.
  side.receivedCount++;
  tell(side, { kind: 'received', count: side.receivedCount });
}
// #endregion

function obey(side: Side, note: Note | undefined) {
  if (note?.kind === 'typing') side.pane.showTyping(note.typing ? 'The other is typing …' : '');
  if (note?.kind !== 'received') return;
  // The channel is reliable and in order, as channels are unless told otherwise: a count says which message it was.
  const message = side.sent[note.count - 1];
  if (message) message.tick.textContent = `✓✓ delivered after ${Math.ceil(performance.now() - message.atMs)} ms`;
}

function tell(side: Side, note: Note) {
  if (side.notes?.readyState === 'open') side.notes.send(JSON.stringify(note));
}

function stop() {
  connections?.caller.close(); // closes its channels too
  connections?.callee.close();
  connections = undefined;
  for (const side of [ada, ben]) {
    side.pane.showTyping('');
    Object.assign(side, { messages: undefined, notes: undefined, sent: [], receivedCount: 0 });
  }
  update('Stopped: the channels are closed. The history stays until you clear it.');
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. Send is never off: it says why it cannot. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = connections !== undefined;
  stopButton.disabled = connections === undefined;
}

for (const side of [ada, ben]) {
  const typing = watchTyping(side.pane.input, (typing) => tell(side, { kind: 'typing', typing }));
  side.pane.form.addEventListener('submit', (event) => {
    event.preventDefault(); // or the browser would load the page anew
    send(side);
    if (side.pane.input.value === '') typing.end();
  });
}
startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
clearButton.addEventListener('click', () => [ada, ben].forEach(({ pane }) => pane.clear()));
addEventListener('pagehide', stop);
update();
