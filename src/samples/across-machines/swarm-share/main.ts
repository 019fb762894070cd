// Everybody who has a piece of a file can give it to others, so the more people want it, the faster it spreads. Nobody need be
// trusted for it: the link holds the hash of a manifest, the manifest the hash of every piece, and what does not fit is not kept.
import 'webrtc-adapter';
import { acceptDrops, explainFailure, noise, saveFile } from './file.js';
import { copyLink, readLink, showLink } from './link.js';
import { makeManifest } from './manifest.js';
import { maxFileSize } from './message.js';
import { joinRoom, type Member, type Room } from './room.js';
import { openSwarm, type Swarm } from './swarm.js';
import { describe, showProgress, showSwarm } from './view.js';

const fileField = document.querySelector<HTMLInputElement>('#file')!;
const roomField = document.querySelector<HTMLInputElement>('#room')!;
const seed = document.querySelector<HTMLInputElement>('#seed')!;
const shareButton = document.querySelector<HTMLButtonElement>('#share')!;
const downloadButton = document.querySelector<HTMLButtonElement>('#download')!;
const pauseButton = document.querySelector<HTMLButtonElement>('#pause')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const saveButton = document.querySelector<HTMLButtonElement>('#save')!;
const copyButton = document.querySelector<HTMLButtonElement>('#copy')!;
const linkField = document.querySelector<HTMLInputElement>('#link')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

const link = readLink();
let starting: AbortController | undefined; // while a file is read and the room is joined
let swarm: Swarm | undefined;
let room: Room | undefined;
let finished: File | undefined; // what was downloaded, until something else is begun
let isServerThere = true;
let note = ''; // what happened besides, until something else does
let drawing: ReturnType<typeof setTimeout> | undefined;

const events = { changed, complete, offended, unreadable: () => stop('The file was changed or moved. Share it anew.') };

/** Reads the file once for the hashes of its pieces, then waits in the room for those who want it. */
function share() {
  const file = fileField.files?.[0] ?? noise();
  if (file.size === 0) return update('The file is empty, so there is nothing to share. Choose another one.');
  if (file.size > maxFileSize)
    return update(
      'The file is larger than 200 MB, and whoever gets it has to keep it in memory. Choose a smaller one.',
    );
  void start(async (signal) => {
    const progress = (part: number) => showProgress(part, `${Math.round(100 * part)} % of the file read.`);
    const sealed = await makeManifest(file, progress, signal);
    showLink(roomField.value.trim(), sealed.hash);
    return openSwarm(sealed.hash, events, { sealed, file });
  }, 'Reading the file, for the hashes of its pieces …');
}

/** Needs no more than the link: all else comes from the peers, and fits to the hash or is refused. */
function download() {
  void start(() => openSwarm(link.file!, events), 'Joining the room …');
}

async function start(open: (signal: AbortSignal) => Swarm | Promise<Swarm>, sentence: string) {
  const name = roomField.value.trim();
  if (!/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/.test(name))
    return update('Give the room a name of letters and digits, with single dashes between them if you like.');
  const mine = (starting = new AbortController());
  [finished, note, isServerThere] = [undefined, '', true];
  update(sentence);
  let opened: Swarm | undefined;
  try {
    const mySwarm = (opened = await open(mine.signal));
    mine.signal.throwIfAborted();
    const happenings = { joined: mySwarm.add, left: mySwarm.remove, message: mySwarm.take, server, ended: stop };
    room = await joinRoom(`swarm-${name}`, { seats: 8, messagesPerSecond: 4000 }, happenings, mine.signal);
    swarm = mySwarm;
    changed();
  } catch (error) {
    opened?.close();
    if (!mine.signal.aborted) update(explainFailure(error));
  } finally {
    if (starting === mine) starting = undefined;
    update();
  }
}

/** Every piece was verified when it came, so the whole needs no further look. */
function complete(file: File) {
  finished = file;
  if (!seed.checked) stop('The file is complete, and every piece was verified. Press Save file.');
  else note = 'The file is complete, and every piece was verified.';
}

function offended(member: Member, how: string) {
  note = `Peer ${member.seat} ${how}, and was sent away.`;
  room?.expel(member);
}

function server(isThere: boolean) {
  isServerThere = isThere;
  changed();
}

/** Draws at most ten times a second, however much happens. */
function changed() {
  drawing ??= setTimeout(() => {
    drawing = undefined;
    if (!swarm || !room) return;
    showSwarm(swarm);
    const away = isServerThere ? '' : 'The peer server does not answer; those who are here stay connected.';
    const near = room.beyondThisNetwork ? '' : 'Only machines of one network reach each other here.';
    update([note, describe(swarm), away, near].filter(Boolean).join(' '));
  }, 100);
}

function stop(sentence: string) {
  starting?.abort();
  starting = undefined;
  clearTimeout(drawing);
  drawing = undefined;
  room?.leave();
  swarm?.close();
  if (swarm) showSwarm(swarm);
  room = swarm = undefined;
  update(sentence);
}

/** Shows a sentence, if there is a new one, and what can be pressed now. */
function update(sentence?: string) {
  // Saying the same again would make a screen reader say it again.
  if (sentence !== undefined && sentence !== status.textContent) status.textContent = sentence;
  const isIdle = !starting && !swarm;
  const isToShare = !link.file || fileField.files?.length === 1;
  shareButton.disabled = !isIdle || !isToShare;
  downloadButton.disabled = !isIdle || isToShare;
  fileField.disabled = roomField.disabled = !isIdle;
  pauseButton.disabled = !swarm || swarm.isComplete();
  pauseButton.textContent = swarm?.isPaused && !swarm.isComplete() ? 'Resume' : 'Pause';
  stopButton.disabled = isIdle;
  saveButton.disabled = !finished;
  copyButton.disabled = linkField.value === '';
}

shareButton.addEventListener('click', share);
downloadButton.addEventListener('click', download);
pauseButton.addEventListener('click', () => swarm?.pause(!swarm.isPaused));
stopButton.addEventListener('click', () => stop(finished ? 'Stopped. The file can still be saved.' : 'Stopped.'));
saveButton.addEventListener('click', () => saveFile(finished!));
copyButton.addEventListener('click', () => void copyLink().then(update));
fileField.addEventListener('change', () => update());
seed.addEventListener(
  'change',
  () => !seed.checked && finished && swarm && stop('Not shared any more. Press Save file.'),
);
addEventListener('pagehide', () => stop('Stopped.'));
acceptDrops(document.querySelector<HTMLElement>('#drop')!, fileField);
roomField.value = link.room ?? crypto.randomUUID().slice(0, 8);
if (link.file) showLink(roomField.value, link.file);
update(link.sentence);
