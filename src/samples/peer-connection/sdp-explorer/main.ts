// Before two sides can call each other, one describes what it would send and receive, and how. That is the offer, and its
// format is SDP: one line, one fact. No camera is needed for it, because nothing is sent yet.
import 'webrtc-adapter';
import { chooseExtensions } from './extensions.js';
import { lineList } from './line-list.js';
import { readSdp } from './sdp-lines.js';
import { sectionsOf, ufragOf } from './sections.js';
import { showTree } from './tree.js';
import { fillCodecs, readWishes, wantedCodecs, type Wishes } from './wishes.js';

const wishes = document.querySelector<HTMLElement>('#wishes')!;
const createButton = document.querySelector<HTMLButtonElement>('#create')!;
const restartButton = document.querySelector<HTMLButtonElement>('#restart')!;
const copyButton = document.querySelector<HTMLButtonElement>('#copy')!;
const closeButton = document.querySelector<HTMLButtonElement>('#close')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const raw = lineList(document.querySelector('#lines')!, document.querySelector('#help')!);

let connection: RTCPeerConnection | undefined;
let isBusy = false; // while an offer is being made
let sdp = ''; // of the last offer

/** Begins anew with a connection that has what is asked for now, and offers it. */
async function create() {
  connection?.close();
  const asked = readWishes();
  const mine = (connection = new RTCPeerConnection({ bundlePolicy: asked.bundlePolicy }));
  await attempt(mine, async () => {
    addSections(mine, asked);
    await offer(mine);
    if (connection !== mine) return; // another wish, or Close, came meanwhile
    showLacks(asked);
    show('ufrag-before', undefined);
    update(summary(asked));
  });
}

// #region sections
/** Each transceiver is one `m=` section, with or without a track. All data channels together are one section. */
function addSections(mine: RTCPeerConnection, { audio, video, direction, isSimulcast, hasChannel }: Wishes) {
  const sendEncodings = isSimulcast
    ? [{ rid: 'low', scaleResolutionDownBy: 4 }, { rid: 'mid', scaleResolutionDownBy: 2 }, { rid: 'high' }]
    : [];
  for (let number = 0; number < audio; number++) mine.addTransceiver('audio', { direction });
  for (let number = 0; number < video; number++) mine.addTransceiver('video', { direction, sendEncodings });
  if (hasChannel) mine.createDataChannel('messages');
  for (const transceiver of mine.getTransceivers()) {
    transceiver.setCodecPreferences(wantedCodecs(transceiver.receiver.track.kind));
    chooseExtensions(transceiver);
  }
}
// #endregion

// #region offer
/** In an application, setLocalDescription() alone makes the offer and sets it. Here they are two steps, to look at the text. */
async function offer(mine: RTCPeerConnection) {
  const description = await mine.createOffer();
  await mine.setLocalDescription(description);
  if (connection !== mine) return;
  sdp = description.sdp!;
  const lines = readSdp(sdp);
  raw.show(lines);
  showTree(sectionsOf(lines));
  show('sections', String(lines.at(-1)!.section));
  show('count', String(lines.length));
  // Until the answer says that the other side bundles too, each section may need a transport of its own.
  const transports = [...mine.getSenders().map(({ transport }) => transport), mine.sctp?.transport];
  show('transports', String(new Set(transports.filter(Boolean)).size));
  show('ufrag', ufragOf(sdp));
}
// #endregion

// #region restart
/** Asks for other names in ICE, as after a change of the network: both sides then look for a new way to each other. */
async function restart() {
  const mine = connection;
  if (!mine) return;
  const before = ufragOf(sdp);
  await attempt(mine, async () => {
    mine.restartIce(); // a wish for the next offer, and no offer by itself
    await offer(mine);
    if (connection !== mine) return;
    show('ufrag-before', before);
    update('The same sections, with a new name and a new password in ICE. The media would go on meanwhile.');
  });
}
// #endregion

async function attempt(mine: RTCPeerConnection, action: () => Promise<void>) {
  isBusy = true;
  update();
  try {
    await action();
  } catch (error) {
    // Every step on a closed connection is refused: that is no failure if another one took its place.
    if (connection === mine) update(`The browser makes no such offer. ${String(error)}. Ask for something else.`);
  }
  if (connection !== mine) return;
  isBusy = false;
  update();
}

function summary({ audio, video, hasChannel }: Wishes): string {
  const count = audio + video + Number(hasChannel);
  if (count === 0) return 'Nothing was asked for, so the offer has a head and no m= section. Add a track.';
  return `The offer is made, with ${count === 1 ? 'one section' : `${count} sections`}. Open what you would like to read.`;
}

/** What was asked for and does not stand in the offer. */
function showLacks({ video, isSimulcast, direction }: Wishes) {
  const isMissing = isSimulcast && video > 0 && !sdp.includes('a=simulcast:');
  const reason = direction.startsWith('send')
    ? 'this browser or codec cannot do it'
    : `with ${direction} nothing is sent`;
  show('lack', isMissing ? `Simulcast was asked for, and the offer does not have it: ${reason}.` : '');
}

function show(id: string, text: string | undefined) {
  document.querySelector(`#${id}`)!.textContent = text ?? '–';
}

async function copy() {
  try {
    await navigator.clipboard.writeText(sdp);
    update(`Copied, ${sdp.length} characters.`);
  } catch {
    update('The browser did not let this page copy. Click into the lines, select them and copy them by hand.');
  }
}

function close(sentence = 'Closed. What was offered stays for you to read.') {
  connection?.close();
  connection = undefined;
  isBusy = false;
  update(sentence);
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  restartButton.disabled = isBusy || connection === undefined || ufragOf(sdp) === undefined;
  copyButton.disabled = sdp === '';
  closeButton.disabled = connection === undefined;
}

createButton.addEventListener('click', () => void create());
restartButton.addEventListener('click', () => void restart());
copyButton.addEventListener('click', () => void copy());
closeButton.addEventListener('click', () => close());
wishes.addEventListener('change', () => connection && void create()); // from the first offer on, each wish makes another
addEventListener('pagehide', () => close());
fillCodecs();
update();
