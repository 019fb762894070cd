// Those who look at a page at the same time all need the same files, and one of them has each already. Here they give them to
// each other: a file is asked for by its hash, so it need not be trusted where it came from, and the server is the last resort.
import 'webrtc-adapter';
import { assets, fetchAsset, type Asset } from './assets.js';
import { openExchange } from './exchange.js';
import { showAsset, showFigures, type Held } from './gallery.js';
import { joinRoom, type Member, type Room } from './room.js';

const roomField = document.querySelector<HTMLInputElement>('#room')!;
const loadButton = document.querySelector<HTMLButtonElement>('#load')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const clearButton = document.querySelector<HTMLButtonElement>('#clear')!;
const link = document.querySelector<HTMLAnchorElement>('#link')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

const cache = new Map<Asset, Held>(); // as long as the page is open
const exchange = openExchange(cache, { changed: () => update(), offended });
let loading: AbortController | undefined;
let room: Room | undefined;
let isServerThere = true;
let note = ''; // what happened besides, until the next loading

async function load() {
  const name = roomField.value.trim();
  if (!/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/.test(name))
    return update('Give the room a name of letters and digits, with single dashes between them if you like.');
  const mine = (loading = new AbortController());
  note = '';
  update('Loading: from peers what they have, from the server what they do not.');
  if (!room) await join(name, mine.signal);
  if (mine.signal.aborted) return; // Stop was pressed meanwhile
  const missing = assets.filter((asset) => !cache.has(asset));
  await Promise.all(missing.map((asset) => loadAsset(asset, mine.signal)));
  if (mine.signal.aborted) return;
  loading = undefined;
  const lost = assets.length - cache.size;
  if (lost > 0) note = `${note} ${lost} of ${assets.length} pictures could not be loaded.`.trim();
  update(summary());
}

/** A gallery without a room is a gallery still: all of it comes from the server. */
async function join(name: string, signal: AbortSignal) {
  const url = new URL(location.href);
  url.searchParams.set('room', name);
  history.replaceState(null, '', url);
  const events = { joined: exchange.add, left: exchange.remove, message: exchange.take, server, ended };
  try {
    // An asset is at most 7 chunks, and there are 8 of them: nobody has reason to send more in a second.
    room = await joinRoom(`cdn-${name}`, { seats: 8, messagesPerSecond: 300 }, events, signal);
    isServerThere = true;
  } catch (error) {
    note = `${(error as Error).message} All comes from the server of this page.`;
  }
}

async function loadAsset(asset: Asset, signal: AbortSignal) {
  showAsset(asset, 'waiting');
  try {
    // Whatever goes wrong with a peer has one remedy, and nobody who looks at the page need know.
    const delivery = room && (await exchange.request(asset, signal).catch(() => undefined));
    signal.throwIfAborted();
    const held = delivery ?? { bytes: await fetchAsset(asset, signal), seat: 0 };
    cache.set(asset, held);
    showAsset(asset, held.seat === 0 ? 'from server' : `from peer ${held.seat}`, held.bytes);
    exchange.announce();
  } catch {
    showAsset(asset, signal.aborted ? 'not loaded' : 'could not be loaded; try again');
  }
  update();
}

function offended(member: Member, how: string) {
  note = `Peer ${member.seat} ${how}, and was sent away.`;
  room?.expel(member);
  if (!loading) update(summary());
}

function server(isThere: boolean) {
  isServerThere = isThere;
  if (!loading) update(summary());
}

function ended(sentence: string) {
  room = undefined;
  note = sentence;
  update(summary());
}

function clear() {
  note = '';
  cache.clear();
  exchange.announce(); // others must not ask for what is not here
  for (const asset of assets) showAsset(asset, 'not loaded');
  update(summary());
}

function stop() {
  loading?.abort();
  loading = undefined;
  room?.leave();
  room = undefined;
  update('Stopped. What was loaded stays on the page; nobody can get it from here now.');
}

/** Where things stand when nothing is being loaded. */
function summary(): string {
  const isComplete = cache.size === assets.length;
  const state = isComplete ? 'The gallery is complete.' : 'Press Load gallery for what is not here.';
  if (!room) return `${note} ${state}`.trim();
  const giving = cache.size > 0 ? 'While this page is open, others can get it from here.' : '';
  const away = isServerThere ? '' : 'The peer server does not answer; those who are here stay connected.';
  const near = room.beyondThisNetwork ? '' : 'Only machines of one network reach each other here.';
  return [note, state, giving, away, near].filter(Boolean).join(' ');
}

/** Shows a sentence, if there is a new one, the figures, and what can be pressed now. */
function update(sentence?: string) {
  // Saying the same again would make a screen reader say it again.
  if (sentence !== undefined && sentence !== status.textContent) status.textContent = sentence;
  showFigures(cache, exchange.peers.values());
  link.href = `?${new URLSearchParams({ room: roomField.value.trim() }).toString()}`;
  roomField.disabled = loading !== undefined || room !== undefined;
  loadButton.disabled = loading !== undefined || (room !== undefined && cache.size === assets.length);
  stopButton.disabled = loading === undefined && room === undefined;
  clearButton.disabled = loading !== undefined || cache.size === 0;
}

loadButton.addEventListener('click', () => void load());
stopButton.addEventListener('click', stop);
clearButton.addEventListener('click', clear);
roomField.addEventListener('input', () => update());
addEventListener('pagehide', stop);
roomField.value = new URLSearchParams(location.search).get('room') ?? crypto.randomUUID().slice(0, 8);
for (const asset of assets) showAsset(asset, 'not loaded');
update();
