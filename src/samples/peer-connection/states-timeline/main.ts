// A connection is in seven states at once. Each is read from a member and announced by an event, and no event carries the
// state itself: whoever hears it has to look. A data channel is enough to see all seven, so nothing is captured here.
import 'webrtc-adapter';
import { showChanges } from './change-table.js';
import { drawTimeline } from './drawing.js';
import { exchange } from './exchange.js';
import { explain } from './explain.js';
import { sentenceFor } from './sentences.js';
import type { Change, End, Lane } from './timeline.js';

const callButton = document.querySelector<HTMLButtonElement>('#call')!;
const breakButton = document.querySelector<HTMLButtonElement>('#break')!;
const hangUpButton = document.querySelector<HTMLButtonElement>('#hang-up')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

interface Followed {
  readonly connection: RTCPeerConnection;
  /** Reads all of its states, whether or not an event has announced a change. */
  readonly lookAgain: (reason: string) => void;
}
interface Call {
  readonly caller: Followed;
  readonly callee: Followed;
  readonly ticking: ReturnType<typeof setInterval>;
  pressedAt: number; // Call, and later Break the link
  isBroken: boolean;
}
let call: Call | undefined;
let began = 0;
let changes: Change[] = []; // of the call that runs, or of the last one
let frame: number | undefined;

// #region states
function follow(end: End, connection: RTCPeerConnection): Followed {
  const looks: ((announcedBy: string) => void)[] = [];
  const mine = changes; // an event that comes when the next call has begun is not for that one
  const watch = (target: EventTarget, event: string, lane: Lane, read: () => string) => {
    const look = (announcedBy: string) => mine === changes && note(end, lane, read(), announcedBy);
    target.addEventListener(event, () => look(event));
    looks.push(look);
    look('as it begins');
  };

  // Four belong to the connection. `signalingState`: who has set which description. The two of ICE: whether all addresses
  // are found, and whether a pair of them works. `connectionState` sums up ICE and DTLS: it is the one to show to people.
  watch(connection, 'signalingstatechange', 'signalingState', () => connection.signalingState);
  watch(connection, 'icegatheringstatechange', 'iceGatheringState', () => connection.iceGatheringState);
  watch(connection, 'iceconnectionstatechange', 'iceConnectionState', () => connection.iceConnectionState);
  watch(connection, 'connectionstatechange', 'connectionState', () => connection.connectionState);

  // The others belong to the transports, each of which lies on the next: SCTP carries the messages of data channels, DTLS
  // encrypts, ICE finds the way. No transport exists before a description says that there will be one.
  const whenDescribed = () => {
    const sctp = connection.sctp;
    if (!sctp) return;
    connection.removeEventListener('signalingstatechange', whenDescribed);
    const dtls = sctp.transport;
    const ice = dtls.iceTransport; // those of media: `sender.transport`, in a bundle the very same objects
    watch(ice, 'statechange', 'sctp.transport.iceTransport.state', () => ice.state);
    watch(dtls, 'statechange', 'sctp.transport.state', () => dtls.state);
    watch(sctp, 'statechange', 'sctp.state', () => sctp.state);
  };
  connection.addEventListener('signalingstatechange', whenDescribed);
  return { connection, lookAgain: (reason) => looks.forEach((look) => look(reason)) };
}

/** Keeps a state, unless it is the one that was there before. */
function note(end: End, lane: Lane, state: string, announcedBy: string) {
  if (changes.findLast((one) => one.end === end && one.lane === lane)?.state === state) return;
  changes.push({ atMs: Math.round(performance.now() - began), end, lane, state, announcedBy });
  drawSoon();
  update();
}
// #endregion

async function start() {
  began = performance.now();
  changes = [];
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  const mine: Call = (call = {
    caller: follow('caller', caller),
    callee: follow('callee', callee),
    pressedAt: began,
    isBroken: false,
    ticking: setInterval(() => !calm.matches && drawSoon(), 250), // the last bands grow
  });
  update('Connecting …');
  caller.addEventListener('connectionstatechange', () => {
    if (call === mine) update(sentenceFor(caller.connectionState, performance.now() - mine.pressedAt));
  });
  caller.createDataChannel('what there is to agree on');
  try {
    await exchange(caller, callee);
  } catch (error) {
    // Every call on a closed connection is refused: that is no failure if the person hung up in the middle.
    if (call === mine) update(`The call could not be set up. ${explain(error)} Hang up, and call again.`);
  }
}

/** The far side goes, and nobody tells us over signaling: as if its tab had been closed. */
function breakLink() {
  if (!call) return;
  call.isBroken = true;
  call.pressedAt = performance.now();
  call.callee.connection.close();
  // No event tells a page of its own close(): it knows. So the states are read, and all at once.
  call.callee.lookAgain('no event: its own close()');
  update('The far side is gone, and nobody answers the checks of ICE. Wait: it takes seconds to be sure.');
}

function hangUp() {
  if (!call) return;
  clearInterval(call.ticking);
  for (const { connection, lookAgain } of [call.caller, call.callee]) {
    connection.close();
    lookAgain('no event: its own close()');
  }
  call = undefined;
  update('Closed. Look at the last rows: no event tells a page of its own close(). Press Call for another.');
}

/** Draws at most once in a frame: what is drawn for each change would hold up the next. */
function drawSoon() {
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    // What is closed stays so: one second of it is enough.
    const untilMs = call ? performance.now() - began : (changes.at(-1)?.atMs ?? 0) + 1000;
    drawTimeline(changes, Math.round(untilMs));
    showChanges(changes);
  });
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(said?: string) {
  if (said !== undefined) status.textContent = said;
  callButton.disabled = call !== undefined;
  const { connectionState, iceGatheringState } = call?.caller.connection ?? {};
  const isUp = connectionState === 'connected' && iceGatheringState === 'complete';
  breakButton.disabled = !isUp || call!.isBroken;
  hangUpButton.disabled = call === undefined;
}

callButton.addEventListener('click', () => void start());
breakButton.addEventListener('click', breakLink);
hangUpButton.addEventListener('click', hangUp);
addEventListener('resize', drawSoon);
addEventListener('pagehide', hangUp);
drawSoon();
update();
