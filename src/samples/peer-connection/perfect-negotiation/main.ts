// Either side may change a call at any moment, and now and then both do at once: then two offers meet, which is called glare.
// One side is polite and takes its own offer back, the other is not and ignores what comes. perfect-negotiation.ts is all
// that this needs, and stands alone; this page is two sides that use it, and buttons that provoke what it is good for.
import 'webrtc-adapter';
import { explain } from './explain.js';
import { swapFirst } from './first-picture.js';
import { clearLog } from './log.js';
import { paneOf } from './pane.js';
import { perfectNegotiation, type NegotiationMessage } from './perfect-negotiation.js';
import { drawPicture } from './picture.js';
import { closeSide, isSettled, openSide, type Side } from './side.js';
import { waiter } from './until.js';
import { openWire, type Wire } from './wire.js';

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const politeFirstButton = document.querySelector<HTMLButtonElement>('#polite-first')!;
const impoliteFirstButton = document.querySelector<HTMLButtonElement>('#impolite-first')!;
const stressButton = document.querySelector<HTMLButtonElement>('#stress')!;
const progress = document.querySelector<HTMLProgressElement>('#progress')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const panes = [paneOf('polite'), paneOf('impolite')] as const;

interface Call {
  readonly polite: Side;
  readonly impolite: Side;
  readonly wire: Wire;
  readonly until: (holds: () => boolean) => Promise<void>;
  isBusy: boolean; // while it connects, or glares are provoked
}
type Take = ReturnType<typeof perfectNegotiation>;
let call: Call | undefined;

async function start() {
  const { until, look } = waiter();
  const changed = () => {
    const isFailed = polite.pc.connectionState === 'failed';
    update(isFailed ? 'The two sides found no way to each other. Stop, then start again.' : undefined);
    look();
  };
  const [polite, impolite] = [openSide(panes[0], changed), openSide(panes[1], changed)];
  const mine: Call = (call = { polite, impolite, wire: openWire(), until, isBusy: true });
  clearLog();
  update('Connecting …');

  // The pattern is the same for both but for one word. What one side sends, the wire brings to the other.
  const toPolite = perfectNegotiation(polite.pc, true, (message) => send(message, polite, impolite, toImpolite));
  const toImpolite = perfectNegotiation(impolite.pc, false, (message) => send(message, impolite, polite, toPolite));

  // One side begins, and the other follows when that is agreed. No offers meet yet.
  for (const side of [impolite, polite]) {
    side.first = addPicture(side, 'first');
    await until(() => isSettled(side));
  }
  mine.isBusy = false;
  update('Connected. Add a picture on either side, or let both sides change something at once.');
}

function send(message: NegotiationMessage, from: Side, to: Side, take: Take) {
  from.noteSent(message);
  const arrive = async () => {
    try {
      if (!(await take(message))) to.noteIgnored();
    } catch (error) {
      // Every call on a closed connection is refused: that is no failure if the person stopped in the middle.
      if (to.pc.signalingState !== 'closed') update(`The two sides could not agree. ${explain(error)}`);
    }
  };
  call?.wire.carry(() => void arrive());
}

// #region change
// Nobody makes an offer here: the browser sees that one is needed, and the pattern makes it.

/** Each side sends on lines of its own. With both on one line, rollbacks can freeze pictures in Chromium (see the notes). */
function addPicture({ pc, pane }: Side, word: string): RTCRtpTransceiver {
  const track = drawPicture(() => pane.colour.value, word);
  return pc.addTransceiver(track, { direction: 'sendonly', streams: [new MediaStream()] });
}

/** Adds the second picture, or removes it. Its line stays for the next time, else descriptions would grow for ever. */
function toggleSecond(side: Side) {
  if (!side.second) side.second = addPicture(side, 'second');
  else side.second.direction = side.second.direction === 'sendonly' ? 'inactive' : 'sendonly';
}
// #endregion

// #region glare
/** Lets both sides change the call before either knows of the other's offer. Who is first makes no difference. */
async function glare({ wire, until }: Call, first: Side, second: Side) {
  const isAgreed = () => isSettled(first) && isSettled(second);
  await until(isAgreed);
  wire.hold(); // else the first offer could be there before the second is made
  for (const side of [first, second]) {
    toggleSecond(side);
    await until(() => side.pc.signalingState === 'have-local-offer');
  }
  wire.release();
  await until(isAgreed);
}
// #endregion

async function provoke(glares: number, isPoliteFirst: boolean) {
  const mine = call!;
  const { polite, impolite } = mine;
  const before = panes.map((pane) => pane.pictures());
  mine.isBusy = true;
  for (progress.value = 0, progress.max = glares; progress.value < glares; progress.value++) {
    update('Both sides change something at once …');
    if (isPoliteFirst === (progress.value % 2 === 0)) await glare(mine, polite, impolite);
    else await glare(mine, impolite, polite); // by turns
  }
  mine.isBusy = false;
  const [atPolite, atImpolite] = panes.map((pane, index) => pane.pictures() - before[index]!);
  update(
    `Glares over: ${glares}. Both sides agree. Meanwhile ${atPolite} pictures came to the polite side, ${atImpolite} to the other.`,
  );
}

function stop() {
  if (!call) return;
  closeSide(call.polite);
  closeSide(call.impolite);
  call = undefined;
  progress.value = 0;
  update('Stopped. Press Start.');
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = call !== undefined;
  stopButton.disabled = call === undefined;
  for (const button of [politeFirstButton, impoliteFirstButton, stressButton]) button.disabled = call?.isBusy !== false;
  panes[0].update(call?.polite, call?.isBusy !== false);
  panes[1].update(call?.impolite, call?.isBusy !== false);
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
politeFirstButton.addEventListener('click', () => void provoke(1, true));
impoliteFirstButton.addEventListener('click', () => void provoke(1, false));
stressButton.addEventListener('click', () => void provoke(20, true));
for (const [index, { toggle, kind }] of panes.entries()) {
  const side = () => (index === 0 ? call?.polite : call?.impolite)!;
  toggle.addEventListener('click', () => toggleSecond(side()));
  kind.addEventListener('change', () => void swapFirst(side(), update));
}
addEventListener('pagehide', stop);
update();
