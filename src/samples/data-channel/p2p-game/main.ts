// A game tells where things are sixty times a second. A move that is lost is not worth sending again: the next one is newer. So
// the channel neither keeps the order nor repeats anything, and what is missing is reckoned until the next move comes.
import 'webrtc-adapter';
import { wakeBear } from './bear.js';
import { offerChoices } from './choices.js';
import { exchange } from './exchange.js';
import { joinFriend, type Friendship } from './friend.js';
import { allowKeys, openHand } from './hands.js';
import { forMoves } from './line.js';
import { playRound } from './round.js';
import { openGuestOver, openHost, openHostOver, type Side } from './side.js';
import { openSound } from './sound.js';

const opponent = document.querySelector<HTMLSelectElement>('#opponent')!;
const level = document.querySelector<HTMLSelectElement>('#level')!;
const roomField = document.querySelector<HTMLInputElement>('#room')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const pauseButton = document.querySelector<HTMLButtonElement>('#pause')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const soundBox = document.querySelector<HTMLInputElement>('#sound')!;
const lag = document.querySelector<HTMLInputElement>('#lag')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;
const firstView = document.querySelector<HTMLCanvasElement>('#first-view')!;
const secondView = document.querySelector<HTMLCanvasElement>('#second-view')!;
const chooseRoom = offerChoices(opponent, roomField);

let connections: RTCPeerConnection[] = []; // of two at this page
let joining: AbortController | undefined; // until there is a place in a room
let friendship: Friendship | undefined;
let endRound: (() => void) | undefined; // as long as there is a game
let sound: ReturnType<typeof openSound> | undefined;
let isPaused = false;

function start() {
  if (opponent.value === 'page') void playOnThisPage();
  else if (opponent.value === 'friend') void playWithFriend();
  else {
    play([openHost(ownHand(), wakeBear(Number(level.value)))], ['You', 'Bear']);
    update('Meet the ball: the further out you hit it, the steeper it flies.');
  }
}

const ownHand = () => openHand(firstView, ['left', 'right']);
const isLagging = () => lag.checked;

// #region page
/** Both players sit here, but every move goes over a real connection: each side knows only what it was told. */
async function playOnThisPage() {
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  connections = [caller, callee];
  update('Connecting …');
  const left = caller.createDataChannel('moves', forMoves);
  callee.addEventListener('datachannel', ({ channel: right }) => {
    const broken = () => stop('What came over the channel is no part of this game. Press Start again.');
    const host = openHostOver(left, openHand(firstView, ['left']), { isLagging: () => false, broken });
    const guest = openGuestOver(right, openHand(secondView, ['right']), { isLagging, broken });
    play([host, guest], ['Left', 'Right']);
    update('Left: W and S, or a finger on the first field. Right: the arrow keys, or a finger on the second.');
  });
  const isMine = () => connections[0] === caller;
  left.addEventListener('close', () => isMine() && stop('The channel was closed. Press Start again.'));
  try {
    await exchange(caller, callee);
  } catch (error) {
    if (isMine()) stop(`The two sides could not be connected: ${String(error)}. Press Start again.`);
  }
}
// #endregion

// #region friend
/** Whoever was in the room first is the host, on the left. Both sides know who that is without a word. */
async function playWithFriend() {
  const name = chooseRoom();
  if (name === '') return update('Give the room a name of letters and digits first; your friend has to use the same.');
  const mine = (joining = new AbortController());
  update('Looking for a free place in the room …');
  const met = (channel: RTCDataChannel, isHost: boolean) => {
    const options = { isLagging, broken: () => friendship?.shutOut() };
    if (isHost) play([openHostOver(channel, ownHand(), options)], ['You', 'Friend']);
    else play([openGuestOver(channel, ownHand(), options)], ['Friend', 'You']);
  };
  const paused = (isNow: boolean) => pause(isNow, isNow ? 'Your friend has paused the game.' : 'Your friend goes on.');
  try {
    friendship = await joinFriend(name, { met, paused, parted: leaveTable, said: update, ended: stop }, mine.signal);
    joining = undefined;
    update();
  } catch (error) {
    if (!mine.signal.aborted) stop((error as Error).message);
  }
}
// #endregion

function play(sides: readonly Side[], names: readonly [string, string]) {
  leaveTable();
  const views = sides.length > 1 ? [firstView, secondView] : [firstView];
  const options = { hasBear: opponent.value === 'bear', isPaused: () => isPaused };
  endRound = playRound({ sides, views, names, ...options, happened: (happening) => sound?.play(happening) });
  setSound();
}

function pause(isNow: boolean, sentence = isNow ? 'Paused.' : 'On it goes.') {
  isPaused = isNow;
  update(sentence);
}

/** A pause is for both, and has to arrive. */
function pauseForAll(isNow: boolean) {
  pause(isNow);
  friendship?.tellPause(isNow);
}

/** A browser gives only so many audio contexts: there is one only while there is something to hear. */
function setSound() {
  sound?.close();
  sound = endRound && soundBox.checked ? openSound() : undefined;
}

function leaveTable() {
  endRound?.();
  endRound = undefined;
  isPaused = false;
  setSound();
}

function stop(sentence = 'Stopped. Press Start.') {
  joining?.abort();
  const left = friendship;
  joining = friendship = undefined;
  leaveTable();
  left?.leave(); // tells the friend by closing the channels
  for (const connection of connections) connection.close();
  connections = [];
  update(sentence);
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const isBusy = [joining, friendship, connections[0], endRound].some((one) => one !== undefined);
  for (const control of [startButton, opponent, level, roomField]) control.disabled = isBusy;
  stopButton.disabled = !isBusy;
  pauseButton.disabled = endRound === undefined;
  pauseButton.textContent = isPaused ? 'Go on' : 'Pause';
  allowKeys(endRound !== undefined);
}

startButton.addEventListener('click', start);
pauseButton.addEventListener('click', () => pauseForAll(!isPaused));
stopButton.addEventListener('click', () => stop());
soundBox.addEventListener('change', setSound);
// A page that is not shown draws nothing and plays nothing: the friend shall not win against it.
document.addEventListener('visibilitychange', () => document.hidden && endRound && !isPaused && pauseForAll(true));
addEventListener('pagehide', () => stop());
update();
