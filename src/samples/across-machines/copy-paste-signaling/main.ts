// A connection needs two texts to travel: an offer one way, an answer back. Who carries them does not matter. Here people do,
// by mail, by chat or on paper. Once the channel is open, all further descriptions travel through it.
import 'webrtc-adapter';
import { openChat } from './chat.js';
import { explain } from './explain.js';
import { whyNot } from './fitting.js';
import { gathered, yieldOf } from './gathering.js';
import { listen, rateLimit, readMessage, type Message } from './message.js';
import { negotiate } from './negotiation.js';
import { openOutbox } from './outbox.js';
import { sessionOf, unpack, type Offer } from './pasted.js';
import { openPictures } from './pictures.js';

const offerButton = document.querySelector<HTMLButtonElement>('#offer')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const stun = document.querySelector<HTMLInputElement>('#stun')!;
const wait = document.querySelector<HTMLSelectElement>('#wait')!;
const trickle = document.querySelector<HTMLInputElement>('#trickle')!;
const theirs = document.querySelector<HTMLTextAreaElement>('#theirs')!;
const takeButton = document.querySelector<HTMLButtonElement>('#take')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const outbox = openOutbox(update);
const chat = openChat((text) => tell({ kind: 'text', text }));
const pictures = openPictures(update);

/** One attempt to connect, and the connection that comes of it. */
interface Session {
  readonly connection: RTCPeerConnection;
  readonly channel: RTCDataChannel;
  readonly over: AbortController;
}
const connected = 'Connected, and no server had a part in it. Write, or send picture and sound.';
let session: Session | undefined;
let isTaking = false;

function begin(isPolite: boolean): Session {
  const iceServers = stun.value.trim() === '' ? [] : [{ urls: stun.value.trim() }];
  // Media that is added later shares the first transport: no further candidates are needed for it.
  const connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
  // Both sides make their end of the channel and agree on its number, so that no other has to be taken.
  const channel = connection.createDataChannel('talk', { negotiated: true, id: 0 });
  const mine: Session = (session = { connection, channel, over: new AbortController() });
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.candidate) outbox.addCandidate(candidate.toJSON()); // an empty one says that there will be no more
  });
  connection.addEventListener('connectionstatechange', () => watch(connection, channel.readyState === 'open'));
  listen(channel, () => talk(mine, isPolite));
  channel.addEventListener('close', () => session === mine && stop('The other side has left.'));
  return mine;
}

/** Makes this side's text: the answer to an offer, or an offer if there is none to answer. */
async function describe(offer?: Offer) {
  const began = performance.now();
  let mine: Session | undefined;
  try {
    mine = begin(offer !== undefined);
    update('Looking for candidates …');
    if (offer) await mine.connection.setRemoteDescription(offer);
    await mine.connection.setLocalDescription();
    // Unless candidates may follow (trickle), all of them have to stand in the text that a person carries.
    if (!trickle.checked) await gathered(mine.connection, Number(wait.value) * 1000, mine.over.signal);
    if (session !== mine) return; // Stop was pressed meanwhile
    outbox.give(mine.connection.localDescription!.sdp, offer && sessionOf(offer.sdp));
    const next = offer ? 'Once they use it, you are connected.' : 'Then paste their answer below.';
    update(`Your text is ready: ${yieldOf(mine.connection, began)}. Give it to the other side. ${next}`);
  } catch (error) {
    if (session === mine) stop(`${offer ? 'This offer cannot be used' : 'No offer can be made'}. ${explain(error)}`);
  }
}

/** Uses the pasted text if it makes sense now. What cannot be used stays where it is, and a sentence says why. */
async function take() {
  isTaking = true;
  update();
  try {
    const pasted = await unpack(theirs.value);
    const objection = whyNot(pasted, session?.connection);
    if (objection) return update(objection);
    if (pasted.type === 'offer') await describe(pasted);
    else if (pasted.type === 'answer') await session?.connection.setRemoteDescription(pasted);
    else for (const candidate of pasted.candidates) await session?.connection.addIceCandidate(candidate);
    if (pasted.type !== 'offer' && session?.channel.readyState === 'connecting') update('Text used. Connecting …');
    if (session) theirs.value = '';
  } catch (error) {
    update(
      error instanceof DOMException ? `The browser cannot use this text. ${explain(error)}` : (error as Error).message,
    );
  } finally {
    isTaking = false;
    update();
  }
}

/** The channel is open: from now on all goes through it. Answers with what hears the messages. */
function talk(mine: Session, isPolite: boolean) {
  outbox.clear(); // both texts have done their work
  pictures.use(mine.connection);
  const giveUp = () =>
    session === mine && stop('The other side sent what makes no sense, so the connection was ended.');
  const send = (description: RTCSessionDescriptionInit) => tell({ kind: 'description', description });
  const negotiation = negotiate(mine.connection, { isPolite, send, giveUp });
  const isWithinRate = rateLimit(50);
  update(connected);
  return (data: unknown) => {
    const message = isWithinRate() ? readMessage(data) : undefined;
    if (!message) giveUp();
    else if (message.kind === 'text') chat.add('the other side', message.text);
    else void negotiation.take(message.description);
  };
}

/** Sends a message, and answers whether there was anybody to send it to. */
function tell(message: Message): boolean {
  if (session?.channel.readyState !== 'open') return false;
  session.channel.send(JSON.stringify(message));
  return true;
}

function watch({ connectionState }: RTCPeerConnection, isOpen: boolean) {
  if (connectionState === 'connected' && isOpen) update(connected);
  if (connectionState === 'disconnected') update('Nothing comes from the other side at present …');
  if (connectionState === 'failed' && isOpen) stop('The other side was lost.');
  // Whoever gave an answer may fail while it is still on its way: the connection can come about all the same.
  if (connectionState === 'failed' && !isOpen)
    update('No way to the other side so far. If both of you have used the texts, press Stop and begin again.');
}

function stop(sentence = '') {
  session?.over.abort();
  pictures.use(undefined);
  session?.connection.close();
  session = undefined;
  outbox.clear();
  update(`${sentence} To connect again, create an offer or paste one: every connection needs new texts.`);
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  offerButton.disabled = stun.disabled = session !== undefined || isTaking;
  stopButton.disabled = session === undefined;
  takeButton.disabled = isTaking;
  chat.enable(session?.channel.readyState === 'open');
}

offerButton.addEventListener('click', () => void describe());
stopButton.addEventListener('click', () => stop('Stopped.'));
takeButton.addEventListener('click', () => void take());
addEventListener('pagehide', () => stop());
// A scanned QR code opens this page with the offer behind the # of the address, which no server is told.
theirs.value = location.hash.slice(1);
update();
