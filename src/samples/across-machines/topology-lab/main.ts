// More than two can meet in three ways. In a mesh, everybody has a connection to everybody. In a star, one in the middle
// forwards each stream to all others. A mixer in the middle makes one stream of them all. What differs is who has to send how much.
import 'webrtc-adapter';
import { addCard, clearCards, type Card } from './cards.js';
import { showCosts } from './costs-table.js';
import type { Topology } from './costs.js';
import { clearDiagram, drawDiagram, updateDiagram } from './diagram.js';
import { join, negotiate, openLink, send, type Link } from './link.js';
import { measure, type Totals } from './measure.js';
import { openMixer } from './mixer.js';
import { openPeople, type Person } from './people.js';

const topology = document.querySelector<HTMLSelectElement>('#topology')!;
const count = document.querySelector<HTMLInputElement>('#count')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const listener = document.querySelector<HTMLSelectElement>('#listener')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

/** Everything that runs. */
interface Lab {
  readonly topology: Topology;
  readonly audio: AudioContext;
  readonly ended: AbortController;
  readonly people: readonly Person[];
  readonly cards: ReadonlyMap<Person, Card>;
  readonly links: Link[];
}
let lab: Lab | undefined;

async function start() {
  stop();
  const audio = new AudioContext();
  const ended = new AbortController();
  const people = openPeople(chosenCount(), audio, ended.signal);
  const cards = new Map(people.map((person) => [person, addCard(person, audio)]));
  const mine: Lab = { topology: topology.value as Topology, audio, ended, people, cards, links: [] };
  lab = mine;
  listen();
  update('Connecting …');
  const began = performance.now();
  try {
    await { mesh, star, mixer }[mine.topology](mine);
    if (lab !== mine) return;
    update(`${people.length} participants were joined in ${Math.round(performance.now() - began)} ms.`);
    await watch(mine);
  } catch (error) {
    // Every call on a closed connection is refused: that is no failure if the person stopped in the middle.
    if (lab === mine) update(`The participants could not be joined: ${String(error)}. Stop and start again.`);
  }
}

// #region mesh
/** Everybody sends to everybody. Nobody is in charge, and nobody pays for a server; but each newcomer costs everybody. */
async function mesh(mine: Lab) {
  for (const [index, one] of mine.people.entries())
    for (const other of mine.people.slice(index + 1)) {
      const link = open(mine, one, other);
      await join(link, one.stream, other.stream);
    }
}
// #endregion

// #region star
/** Everybody sends to the one in the middle, who forwards it: a peer with a good line here, a server (SFU) in most products. */
async function star(mine: Lab) {
  const [middle, ...others] = mine.people as [Person, ...Person[]];
  for (const other of others) {
    const link = open(mine, other, middle);
    await join(link, other.stream, middle.stream);
  }
  // Now everything has arrived in the middle, and goes on to those who do not have it. A browser decodes and encodes it
  // anew for each; an SFU passes the packets on as they are, which is why it can serve so many.
  for (const { owners, ends } of mine.links) {
    for (const stream of middle.received.values()) if (stream.id !== owners[0].stream.id) send(ends[1], stream);
    await negotiate(ends[1], ends[0]);
  }
}
// #endregion

// #region mixer
/** Everybody sends one stream and receives one, however many they are. All the work is in the middle (MCU). */
async function mixer(mine: Lab) {
  const [middle, ...others] = mine.people as [Person, ...Person[]];
  const mix = openMixer(mine.audio, middle, others, mine.ended.signal);
  for (const other of others) {
    const link = open(mine, other, middle, (at, stream, video) => at === middle && mix.add(stream, video));
    await join(link, other.stream, mix.streamFor(other));
  }
}
// #endregion

type Arrived = (at: Person, stream: MediaStream, video: HTMLVideoElement) => void;

/** Opens a connection between two, which shows at each what arrives there. */
function open(mine: Lab, one: Person, other: Person, arrived?: Arrived): Link {
  const link = openLink(one, other, (at, stream) => {
    const owner = mine.people.find((person) => person.stream.id === stream.id);
    const video = mine.cards.get(at)!.play(stream, owner?.name ?? 'the mix');
    arrived?.(at, stream, video);
  });
  mine.links.push(link);
  drawDiagram(mine.people, mine.links, mine.topology);
  const show = () => void updateDiagram(mine.links, mine.topology);
  for (const end of link.ends) end.addEventListener('connectionstatechange', show);
  return link;
}

/** Looks every two seconds what is really there. */
async function watch(mine: Lab, before?: Totals) {
  const now = await measure(mine, before);
  setTimeout(() => lab === mine && void watch(mine, now), 2000);
}

function stop() {
  for (const end of lab?.links.flatMap(({ ends }) => ends) ?? []) end.close();
  lab?.ended.abort(); // ends the pictures and the tracks
  void lab?.audio.close();
  lab = undefined;
  clearCards();
  clearDiagram();
  showCosts(topology.value as Topology, chosenCount());
  update('Stopped. Press Start.');
}

const chosenCount = () => Math.min(6, Math.max(2, Math.round(count.valueAsNumber) || 2));

function listen() {
  for (const [{ name }, card] of lab?.cards ?? []) card.listen(name === listener.value);
}

/** Shows a sentence, if there is a new one, and which buttons make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = lab !== undefined;
  stopButton.disabled = lab === undefined;
}

/** Another choice takes effect at once: everything is built anew. */
function choose() {
  if (lab) void start();
  else showCosts(topology.value as Topology, chosenCount());
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
listener.addEventListener('change', listen);
topology.addEventListener('change', choose);
count.addEventListener('change', choose);
addEventListener('pagehide', stop);
choose();
update();
