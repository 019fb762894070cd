// A call by link: whoever opens the link of a room takes its second place, and a third finds it full. The connection begins
// with a data channel alone. Over it the two agree on everything else: pictures, sound, screens, and what each of them is doing.
import 'webrtc-adapter';
import { openChat } from './chat.js';
import { button, showControls } from './controls.js';
import { release } from './devices.js';
import { openRoomLink, randomRoomName } from './link.js';
import { readMessage, type Message } from './message.js';
import { negotiate } from './negotiation.js';
import { holdMedia, type OwnMedia } from './own-media.js';
import { openPictures } from './pictures.js';
import { openRecent } from './recent.js';
import { joinRoom, type Member, type Room } from './room.js';
import { reachOf, sentenceOf } from './sentences.js';
import { openSource, presetSource } from './source.js';

const roomField = document.querySelector<HTMLInputElement>('#room')!;
const source = document.querySelector<HTMLSelectElement>('#source')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const banner = document.querySelector<HTMLParagraphElement>('#banner')!;
const chooseRoom = openRoomLink(roomField);
const remember = openRecent(pick);
const pictures = openPictures((sentence) => update(sentence));
const chat = openChat((text) => tell({ kind: 'text', text }));

let joining: AbortController | undefined; // until this page has its place
let isBusy = false; // while a person or a device is waited for
let own: OwnMedia | undefined;
let room: Room | undefined;
let lastRoom = '';
let call: { readonly member: Member; readonly negotiation: ReturnType<typeof negotiate> } | undefined;

async function join() {
  const name = chooseRoom();
  if (name === '') return update('Give the room a name of letters and digits first; the other has to use the same.');
  const mine = (joining = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const stream = await openSource(source.value);
    if (mine.signal.aborted) return release(stream); // Hang up was pressed meanwhile
    own = holdMedia(stream, source.value, changed);
    update('Looking for a place in the room …');
    const events = { joined: welcome, left: forget, message: take, server: noteServer, ended: hangUp };
    room = await joinRoom(`video-chat-${name}`, { seats: 2, messagesPerSecond: 50 }, events, mine.signal);
    joining = undefined;
    remember((lastRoom = name));
    chat.clear();
    update(`You are alone in the room: send somebody the link. ${reachOf(room)}`);
  } catch (error) {
    if (!mine.signal.aborted) hangUp(sentenceOf(error));
  }
}

// #region welcome
/** The other is there, with a channel and nothing else. Each of the two adds what it sends, and the offers may cross. */
function welcome(member: Member) {
  const { connection, seat } = member;
  const negotiation = negotiate(connection, {
    isPolite: room!.seat > seat, // both know both seats, so they agree on who gives way
    send: (description) => tell({ kind: 'description', description }),
    giveUp: () => room?.expel(member),
  });
  call = { member, negotiation };
  connection.addEventListener('track', ({ track, streams }) => pictures.play(track, streams[0]));
  update(`In a call. ${reachOf(room!)}`);
  changed(); // the other learns what comes before it comes
  own!.sendOver(connection);
}
// #endregion

function take(member: Member, data: unknown) {
  const message = readMessage(data);
  if (!message) {
    room?.expel(member);
    return update('The other sent what no honest page sends, and was put out. New room is the way out if it stays.');
  }
  if (message.kind === 'description') void call?.negotiation.take(message.description);
  if (message.kind === 'sending') pictures.theirs(message.sending);
  if (message.kind === 'text') chat.hear(message.text);
}

function forget() {
  call = undefined;
  own?.callEnded();
  pictures.theirs(undefined);
  update('The other has left. Stay for somebody else, or press Hang up.');
}

function tell(message: Message) {
  // The other may have closed the channel a moment ago, and the news of it is still on its way.
  if (call?.member.channel.readyState === 'open') call.member.channel.send(JSON.stringify(message));
}

/** This side sends something else than before: a camera went off, a screen came. */
function changed() {
  if (own) tell({ kind: 'sending', sending: own.sending() });
  update();
}

function noteServer(isThere: boolean) {
  banner.hidden = isThere;
  banner.textContent = 'The peer server does not answer. A call goes on; until the server is back, nobody can come in.';
}

function hangUp(sentence = 'You have hung up: camera and microphone are off. Press Join to come back.') {
  joining?.abort();
  const left = room;
  joining = room = undefined;
  left?.leave(); // tells the other by closing the channel
  own?.stop();
  own = undefined;
  noteServer(true);
  update(sentence);
}

/** Waits for a device or a person, with the buttons off that would ask for another meanwhile. */
async function ask(action: (mine: OwnMedia) => Promise<void> | void) {
  const mine = own!;
  isBusy = true;
  update();
  const sentence = await Promise.resolve(action(mine)).catch(sentenceOf);
  isBusy = false;
  update(own === mine && sentence ? sentence : undefined);
}

function pick(name: string) {
  roomField.value = name;
  chooseRoom();
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const sending = own?.sending();
  pictures.own(own?.stream, sending);
  chat.allow(call !== undefined);
  const where = room ? 'inside' : joining ? 'joining' : 'outside';
  showControls({ where, isBusy, hasLastRoom: lastRoom !== '', sending });
}

const press = (id: string, action: () => void) => button(id).addEventListener('click', action);
press('join', () => void join());
press('hang-up', () => hangUp());
press('random', () => pick(randomRoomName()));
press('rejoin', () => (pick(lastRoom), void join()));
press('new-room', () => (hangUp(), pick(randomRoomName()), void join()));
press('mute', () => own?.mute());
press('camera-off', () => void ask((mine) => (mine.sending().isCameraOff ? mine.cameraOn() : mine.cameraOff())));
press('switch', () => void ask((mine) => mine.switchCamera()));
press('share-screen', () => void ask((mine) => (mine.sending().screen ? mine.endScreen() : mine.shareScreen())));
addEventListener('pagehide', () => hangUp());
presetSource(source);
pictures.theirs(undefined);
update();
