// A board that nobody owns: every page tells all others what its own person draws, and is believed in that and in nothing else.
// So there is nothing to agree on but a clearing, and for that each page takes away what it has drawn itself.
import 'webrtc-adapter';
import { createBoard, inParts } from './board.js';
import { openCursors } from './cursors.js';
import { openHand } from './hand.js';
import { openRoomLink } from './link.js';
import { readMessage, type Message } from './message.js';
import { obey, type Person } from './obey.js';
import { openOutgoing } from './outgoing.js';
import { openPainter } from './paint.js';
import { joinRoom, type Member, type Room } from './room.js';
import { describeRoom } from './sentences.js';
import { openTools } from './tools.js';

const roomField = document.querySelector<HTMLInputElement>('#room')!;
const nameField = document.querySelector<HTMLInputElement>('#name')!;
const joinButton = document.querySelector<HTMLButtonElement>('#join')!;
const leaveButton = document.querySelector<HTMLButtonElement>('#leave')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const canvas = document.querySelector<HTMLCanvasElement>('#board')!;

const me = crypto.randomUUID(); // as long as this page is open
const people = new Map<number, Person>(); // by their seats
const board = createBoard();
const place = {
  me,
  board,
  isHere,
  hand: openHand(board, me, tellAll),
  painter: openPainter(canvas, board),
  cursors: openCursors(),
};
const tools = openTools(canvas, place, { isInRoom: () => room !== undefined, tell: tellAll });
const chooseRoom = openRoomLink(roomField);
let joining: AbortController | undefined; // until this page has its place
let room: Room | undefined;
let lastRoom = '';
let isServerThere = true;

async function join() {
  const name = chooseRoom();
  if (name === '') return update('Give the room a name of letters and digits first; the others have to use the same.');
  const mine = (joining = new AbortController());
  update('Looking for a free place in the room …');
  try {
    const events = { joined: welcome, left: forget, message: take, server: noteServer, ended: leave };
    room = await joinRoom(`whiteboard-${name}`, { seats: 8, messagesPerSecond: 1000 }, events, mine.signal);
    joining = undefined;
    isServerThere = true;
    if (name !== lastRoom) board.empty(); // what was drawn in one room is no business of another
    lastRoom = name;
    place.painter.renew();
    showPeople();
  } catch (error) {
    if (!mine.signal.aborted) leave((error as Error).message);
  }
}

// #region welcome
/** Whoever comes gets from each what each has drawn, and from all what those drew who have left: that comes together as one. */
function welcome(member: Member) {
  const send = openOutgoing(member.channel, () => room?.expel(member));
  people.set(member.seat, { seat: member.seat, send, name: `Guest ${member.seat}` });
  send({ kind: 'person', author: me, name: nameField.value.trim() });
  for (const author of board.authors())
    if (author === me || !isHere(author))
      for (const drawing of inParts(board.drawing(author))) send({ kind: 'drawing', drawing });
  showPeople();
}
// #endregion

function take(member: Member, data: unknown) {
  const message = readMessage(data);
  const person = people.get(member.seat);
  if (!message || !person || !obey(message, person, place)) return room?.expel(member);
  if (message.kind === 'person') showPeople();
  else tools.update();
}

function isHere(author: string) {
  return author === me || [...people.values()].some((person) => person.author === author);
}

function tellAll(message: Message) {
  for (const { send } of people.values()) send(message);
}

/** Whoever has left is no longer here, but what they drew is. */
function forget({ seat }: Member) {
  people.delete(seat);
  place.cursors.move(seat, '', null);
  showPeople();
}

function noteServer(isThere: boolean) {
  isServerThere = isThere;
  showPeople();
}

function showPeople() {
  const names = [...people.values()].map(({ name }) => name);
  if (room) update(describeRoom(names, room, isServerThere));
}

function leave(sentence = 'Left. The board stays here until you join another room.') {
  joining?.abort();
  const left = room;
  joining = room = undefined;
  left?.leave(); // tells everybody by closing the channels
  update(sentence);
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const isBusy = joining !== undefined || room !== undefined;
  for (const control of [joinButton, roomField, nameField]) control.disabled = isBusy;
  leaveButton.disabled = !isBusy;
  tools.update();
}

joinButton.addEventListener('click', () => void join());
leaveButton.addEventListener('click', () => leave());
addEventListener('pagehide', () => leave());
update();
