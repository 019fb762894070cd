import type { Peer, Swarm } from './swarm.js';

const map = document.querySelector<HTMLCanvasElement>('#map')!;
const progress = document.querySelector<HTMLProgressElement>('#progress')!;
const figures = document.querySelector<HTMLElement>('#figures')!;
const rows = document.querySelector<HTMLElement>('#peers')!;

/** Each seat has a colour of its own, in the map and in the table; what was here from the start is grey. */
const colourOf = (seat: number) => (seat === 0 ? 'hsl(0 0% 55%)' : `hsl(${seat * 137} 65% 48%)`);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** Shows where the file and the peers stand. */
export function showSwarm(swarm: Swarm) {
  showPieces(swarm);
  rows.replaceChildren(...[...swarm.peers.values()].map((peer) => rowOf(peer, swarm)));
}

export function showProgress(share: number, sentence: string) {
  progress.value = share;
  figures.textContent = sentence;
}

function showPieces({ manifest, origins, pending }: Swarm) {
  if (!manifest) {
    drawMap(0, () => undefined);
    return showProgress(0, 'The list of the pieces is not here yet.');
  }
  const count = manifest.hashes.length;
  const here = origins.filter((seat) => seat !== undefined);
  const sources = new Set(here.filter((seat) => seat !== 0));
  const from = sources.size > 0 ? `, from ${plural(sources.size, 'peer', 'peers')}` : '';
  // What the map shows to the eye, in words.
  const words = `${here.length} of ${plural(count, 'piece', 'pieces')} of ${manifest.name} (${megabytes(manifest.size)}) here${from}; ${pending.size} on the way.`;
  showProgress(here.length / count, words);
  drawMap(count, (index) => {
    const seat = origins[index];
    if (seat !== undefined) return colourOf(seat);
    return pending.has(index) ? 'hsl(0 0% 50% / 50%)' : undefined;
  });
}

/** A square for each piece, as large as they all have room. */
function drawMap(count: number, colour: (index: number) => string | undefined) {
  const size = Math.max(3, Math.min(16, Math.floor(Math.sqrt((map.width * 160) / Math.max(1, count)))));
  const columns = Math.floor(map.width / size);
  map.height = Math.max(1, Math.ceil(count / columns)) * size; // this empties it, too
  const context = map.getContext('2d')!;
  for (let index = 0; index < count; index++) {
    context.fillStyle = colour(index) ?? 'hsl(0 0% 50% / 15%)';
    context.fillRect((index % columns) * size, Math.floor(index / columns) * size, size - 1, size - 1);
  }
}

function rowOf(peer: Peer, swarm: Swarm) {
  const { seat } = peer.member;
  const name = document.createElement('th');
  name.scope = 'row';
  const swatch = document.createElement('span');
  swatch.className = 'swatch';
  swatch.style.background = colourOf(seat);
  name.append(swatch, `Peer ${seat}`);
  const cells = [stateOf(peer, swarm), megabytes(peer.received), megabytes(peer.sent)].map((textContent, column) =>
    Object.assign(document.createElement('td'), { textContent, className: column > 0 ? 'number' : '' }),
  );
  const row = document.createElement('tr');
  row.append(name, ...cells);
  return row;
}

function stateOf(peer: Peer, swarm: Swarm): string {
  if (peer.file === undefined) return 'connecting';
  if (!swarm.concerns(peer)) return 'is here for another file';
  const count = swarm.manifest?.hashes.length;
  const has =
    count === undefined || peer.has.size < count ? plural(peer.has.size, 'piece', 'pieces') : 'the whole file';
  return swarm.isSilent(peer) ? `${has}; does not answer` : has;
}

/** One sentence on where things stand. */
export function describe(swarm: Swarm): string {
  const peers = [...swarm.peers.values()].filter(swarm.concerns);
  const count = swarm.manifest?.hashes.length ?? Infinity;
  if (swarm.isComplete()) {
    if (peers.length === 0) return 'Sharing. Nobody else is here: send the link to somebody, and keep this page open.';
    if (peers.every(({ has }) => has.size >= count))
      return 'Sharing. All who are here have the whole file: you may stop.';
    return `Sharing with ${plural(peers.length, 'peer', 'peers')}.`;
  }
  if (swarm.isPaused) return 'Paused. What is here is still given to others.';
  const useful = peers.filter((peer) => (peer.asked.size > 0 || peer.askedPart !== undefined) && !swarm.isSilent(peer));
  if (useful.length > 0 && swarm.manifest) return `Downloading from ${plural(useful.length, 'peer', 'peers')}.`;
  if (useful.length > 0) return 'Getting the list of the pieces.';
  if (peers.length === 0) return 'Nobody with this file is here yet. The download begins when somebody comes.';
  return 'Nobody here has what is missing. The download goes on when somebody with the rest comes.';
}
