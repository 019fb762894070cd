// In a mesh everybody has a connection to everybody, and sends the same picture once to each. No server sees it or has to be
// paid for it, but each newcomer costs everybody one more upload and one more encoding: that is why there are six places here.
import 'webrtc-adapter';
import { explain } from './explain.js';
import { openRoomLink } from './link.js';
import { readMessage, type Message } from './message.js';
import { openMeter } from './meter.js';
import { negotiate } from './negotiation.js';
import { joinRoom, type Member, type Room } from './room.js';
import { describeRoom } from './sentences.js';
import { openSource, presetSource } from './source.js';
import { addTile, type Tile } from './tiles.js';
import { watch } from './watch.js';

const roomField = document.querySelector<HTMLInputElement>('#room')!;
const nameField = document.querySelector<HTMLInputElement>('#name')!;
const source = document.querySelector<HTMLSelectElement>('#source')!;
const mute = document.querySelector<HTMLInputElement>('#mute')!;
const joinButton = document.querySelector<HTMLButtonElement>('#join')!;
const leaveButton = document.querySelector<HTMLButtonElement>('#leave')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const chooseRoom = openRoomLink(roomField);

/** Somebody else in the room, and what this page has for them. */
interface Person {
  readonly negotiation: ReturnType<typeof negotiate>;
  readonly meter: ReturnType<typeof openMeter>;
  readonly tile: Tile;
  name: string;
}

let joining: AbortController | undefined; // until this page has its place
let stream: MediaStream | undefined;
let room: Room | undefined;
let ownTile: Tile | undefined;
let stopWatching: (() => void) | undefined;
let isServerThere = true;
const people = new Map<number, Person>(); // by their seats

async function join() {
  const name = chooseRoom();
  if (name === '') return update('Give the room a name of letters and digits first; the others have to use the same.');
  const mine = (joining = new AbortController());
  update('Waiting for the camera and the microphone: your browser may ask you now.');
  try {
    const opened = await openSource(source.value);
    if (mine.signal.aborted) return release(opened); // Leave was pressed meanwhile
    stream = opened;
    ownTile = addTile(stream);
    muteOrNot();
    update('Looking for a free place in the room …');
    const events = { joined: welcome, left: forget, message: take, server: noteServer, ended: leave };
    room = await joinRoom(`mesh-room-${name}`, { seats: 6, messagesPerSecond: 50 }, events, mine.signal);
    joining = undefined;
    isServerThere = true;
    stopWatching = watch(people, { seat: room.seat, tile: ownTile });
    showPeople();
  } catch (error) {
    // Once there is a picture, it is the room that failed, and its errors are sentences.
    if (!mine.signal.aborted) leave(stream ? (error as Error).message : explain(error));
  }
}

// #region welcome
/** The connection is there, with a channel and nothing else: now each of the two adds what it sends, whenever it likes. */
function welcome(member: Member) {
  const { seat, connection } = member;
  const negotiation = negotiate(connection, {
    isPolite: room!.seat > seat, // both know both seats, so they agree on who gives way
    send: (description) => tell(member, { kind: 'description', description }),
    giveUp: () => room?.expel(member),
  });
  const tile = addTile();
  people.set(seat, { negotiation, tile, meter: openMeter(connection), name: `Guest ${seat}` });
  connection.addEventListener('track', ({ track }) => tile.play(track));
  // The same track goes into every connection, and is encoded anew for each: every one has a network of its own to fit.
  for (const track of stream!.getTracks()) connection.addTrack(track, stream!);
  tell(member, introduction());
  tile.caption(`Guest ${seat}`, false);
  showPeople();
}
// #endregion

function take(member: Member, data: unknown) {
  const message = readMessage(data);
  const person = people.get(member.seat);
  if (!message || !person) return room?.expel(member);
  if (message.kind === 'description') return void person.negotiation.take(message.description);
  person.name = message.name || `Guest ${member.seat}`;
  person.tile.caption(person.name, message.isMuted);
  showPeople();
}

function forget({ seat }: Member) {
  people.get(seat)?.tile.remove();
  people.delete(seat);
  showPeople();
}

function tell({ channel }: Member, message: Message) {
  // The other may have closed the channel a moment ago, and the news of it is still on its way.
  if (channel.readyState === 'open') channel.send(JSON.stringify(message));
}

const introduction = (): Message => ({ kind: 'person', name: nameField.value.trim(), isMuted: mute.checked });

/** A disabled track sends silence. The microphone stays on, so that a press brings it back without a question. */
function muteOrNot() {
  for (const track of stream?.getAudioTracks() ?? []) track.enabled = !mute.checked;
  for (const member of room?.members.values() ?? []) tell(member, introduction());
  ownTile?.caption(`${nameField.value.trim() || 'This page'} (you)`, mute.checked);
}

function noteServer(isThere: boolean) {
  isServerThere = isThere;
  showPeople();
}

function showPeople() {
  const names = [...people.values()].map(({ name }) => name);
  if (room) update(describeRoom(names, room, isServerThere));
}

function leave(sentence = 'Left: the camera is off and all connections are closed. Press Join to come back.') {
  joining?.abort();
  stopWatching?.();
  const left = room;
  joining = room = undefined;
  left?.leave(); // tells everybody by closing the channels
  if (stream) release(stream);
  ownTile?.remove();
  stream = ownTile = stopWatching = undefined;
  update(sentence);
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const isBusy = joining !== undefined || room !== undefined;
  for (const control of [joinButton, roomField, nameField, source]) control.disabled = isBusy;
  leaveButton.disabled = !isBusy;
}

joinButton.addEventListener('click', () => void join());
leaveButton.addEventListener('click', () => leave());
mute.addEventListener('change', muteOrNot);
addEventListener('pagehide', () => leave());
presetSource(source);
update();
