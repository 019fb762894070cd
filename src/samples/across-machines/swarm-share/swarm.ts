import { openManifest, sha256, type SealedManifest } from './manifest.js';
import { packItem, pieceSize, readMessage, type Item, type Message } from './message.js';
import type { Member } from './room.js';

/** So many pieces are asked of one peer at a time: enough to keep a line busy, few enough to lose little if the peer goes. */
const maxAsked = 16;
/** Whoever owes something and sends nothing of it for so long is not waited for: another is asked. */
const patience = 5000;
/** A channel that has more than this to send gets nothing more until it is down to the low mark again. */
const highMark = 256 * 1024;
const lowMark = 64 * 1024;

/** A member of the room, and what is known of its share in the file. */
export interface Peer {
  readonly member: Member;
  /** The file it is here for, once it has said so. */
  file: string | undefined;
  readonly has: Set<number>;
  /** Pieces that it was asked for and has not sent. Those given to another meanwhile stay: it may still send them. */
  readonly asked: Set<number>;
  askedPart: number | undefined; // of the manifest
  /** When it last sent something that it was asked for. */
  heard: number;
  /** What it asked for and has not got. */
  readonly owed: Item[];
  isServed: boolean;
  received: number;
  sent: number;
}

export interface SwarmEvents {
  readonly changed: () => void;
  readonly complete: (file: File) => void;
  /** Somebody does not keep to the rules. */
  readonly offended: (member: Member, how: string) => void;
  /** The own file was changed or taken away while it was shared. */
  readonly unreadable: () => void;
}

/** Gets a file from whoever has pieces of it, or with `own`, has it from the start; gives pieces to whoever asks. */
export function openSwarm(wanted: string, events: SwarmEvents, own?: { sealed: SealedManifest; file: File }) {
  const peers = new Map<number, Peer>();
  const pieces: (Blob | undefined)[] = [];
  const origins: (number | undefined)[] = []; // the seat that each piece came from; 0 is this page
  const missing = new Set<number>(); // neither here nor on the way
  const pending = new Map<number, Peer>(); // on the way, from whom
  const copies = new Map<number, number>(); // how many peers have a piece
  let sealed: SealedManifest | undefined;
  let parts: Uint8Array<ArrayBuffer>[] = []; // of the manifest, while it comes
  let partsFrom: Peer | undefined;
  let isPaused = false;
  let isClosed = false;
  const timer = setInterval(giveToOthers, 1000);
  if (own) {
    begin(own.sealed);
    // A slice of a file is only a place in it: nothing is read before somebody asks.
    for (const index of missing) {
      pieces[index] = own.file.slice(index * pieceSize, (index + 1) * pieceSize);
      origins[index] = 0;
    }
    missing.clear();
  }

  function begin(manifest: SealedManifest) {
    sealed = manifest;
    for (const index of manifest.manifest.hashes.keys()) missing.add(index);
  }

  const isComplete = () => sealed !== undefined && missing.size + pending.size === 0;
  const isHere = (peer: Peer) => peers.get(peer.member.seat) === peer;

  function tell(peer: Peer, message: Message) {
    // It may be about to close: then nobody is there to hear it.
    if (peer.member.channel.readyState === 'open') peer.member.channel.send(JSON.stringify(message));
  }

  function offend(peer: Peer, how: string) {
    if (isHere(peer)) events.offended(peer.member, how);
  }

  // #region ask
  /** Asks every peer for as much as it may be asked for at a time. */
  function ask() {
    if (isPaused) return;
    if (!sealed) return askForManifest();
    for (const peer of peers.values())
      for (let index = choose(peer); index !== undefined; index = choose(peer)) {
        if (peer.asked.size === 0) peer.heard = performance.now();
        missing.delete(index);
        pending.set(index, peer);
        peer.asked.add(index);
        tell(peer, { kind: 'want', what: 'piece', index });
      }
  }

  /** The rarest of the missing pieces first: it might go with the only one who has it. Chance decides among equals. */
  function choose(peer: Peer): number | undefined {
    if (peer.asked.size >= maxAsked || peer.has.size === 0) return undefined;
    let chosen: number | undefined;
    let fewest = Infinity;
    let equals = 0;
    for (const index of missing) {
      if (!peer.has.has(index) || peer.asked.has(index)) continue;
      const count = copies.get(index)!;
      if (count > fewest) continue;
      equals = count < fewest ? 1 : equals + 1;
      fewest = count;
      if (Math.random() * equals < 1) chosen = index;
    }
    return chosen;
  }

  /** Whoever has a piece has the manifest. It comes from one peer, part by part, since only the whole can be verified. */
  function askForManifest() {
    if (partsFrom) return;
    partsFrom = [...peers.values()].find((peer) => peer.has.size > 0 && peer.askedPart === undefined);
    parts = [];
    if (partsFrom) askForPart(partsFrom);
  }

  function askForPart(peer: Peer) {
    peer.askedPart = parts.length;
    peer.heard = performance.now();
    tell(peer, { kind: 'want', what: 'manifest', index: parts.length });
  }

  /** Takes from silent peers what they owe, so that others are asked for it. */
  function giveToOthers() {
    for (const peer of peers.values()) if (isSilent(peer)) release(peer);
    ask();
    events.changed();
  }

  const isSilent = (peer: Peer) =>
    (peer.asked.size > 0 || peer.askedPart !== undefined) && performance.now() - peer.heard > patience;

  function release(peer: Peer) {
    if (partsFrom === peer) partsFrom = undefined;
    for (const [index, from] of pending)
      if (from === peer) {
        pending.delete(index);
        missing.add(index);
      }
  }
  // #endregion

  // #region take
  async function takePart(peer: Peer, index: number, count: number, bytes: Uint8Array<ArrayBuffer>) {
    if (peer.askedPart !== index) return offend(peer, 'sent a part of the manifest unasked');
    peer.askedPart = undefined;
    if (partsFrom !== peer) return; // it was silent for so long that another was asked
    parts.push(bytes);
    if (parts.length < count) return askForPart(peer);
    const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
    const opened = await openManifest(whole, wanted);
    partsFrom = undefined;
    if (!opened) offend(peer, 'sent a wrong manifest');
    else if (!sealed) begin(opened);
    ask();
    events.changed();
  }

  async function takePiece(peer: Peer, index: number, bytes: Uint8Array<ArrayBuffer>) {
    if (!peer.asked.delete(index)) return offend(peer, 'sent a piece unasked');
    peer.heard = performance.now();
    ask(); // the line need not be idle while this one is verified
    const hash = await sha256(bytes);
    if (isClosed || pieces[index]) return; // it was late, and another has sent it
    if (hash !== sealed!.manifest.hashes[index]) return offend(peer, 'sent a wrong piece');
    missing.delete(index);
    pending.delete(index);
    // A browser may put a Blob on the disk, and need not keep the whole file in memory.
    pieces[index] = new Blob([bytes]);
    origins[index] = peer.member.seat;
    peer.received += bytes.length;
    for (const other of peers.values()) if (other.file === wanted) tell(other, { kind: 'have', pieces: [index] });
    events.changed();
    if (isComplete()) events.complete(new File(pieces as Blob[], sealed!.manifest.name));
  }

  function take(peer: Peer, message: Message) {
    if (message.kind === 'hello') {
      if (peer.file !== undefined) return offend(peer, 'said hello twice');
      peer.file = message.file;
      const here = [...pieces.keys()].filter((index) => pieces[index]);
      if (peer.file === wanted && here.length > 0) tell(peer, { kind: 'have', pieces: here });
    } else if (peer.file !== wanted) {
      offend(peer, 'has another file and spoke of this one');
    } else if (message.kind === 'have') {
      // Each piece once: so even endless messages come to an end.
      if (message.pieces.some((index) => peer.has.has(index))) return offend(peer, 'said the same twice');
      for (const index of message.pieces) {
        peer.has.add(index);
        copies.set(index, (copies.get(index) ?? 0) + 1);
      }
      ask();
    } else if (message.kind === 'want') {
      const isThere = message.what === 'piece' ? pieces[message.index] : sealed && message.index < partCount(sealed);
      if (!isThere || peer.owed.length > maxAsked) return offend(peer, 'asked for what it cannot get');
      peer.owed.push(message);
      void serve(peer);
    } else if (message.what === 'manifest') void takePart(peer, message.index, message.count, message.bytes);
    else void takePiece(peer, message.index, message.bytes);
  }
  // #endregion

  // #region serve
  /** Sends what a peer asked for, as fast as its channel takes it and no faster. */
  async function serve(peer: Peer) {
    if (peer.isServed) return;
    peer.isServed = true;
    const { channel } = peer.member;
    for (let item = peer.owed.shift(); item; item = peer.owed.shift()) {
      const bytes = await read(item);
      if (!bytes) return events.unreadable();
      if (channel.bufferedAmount > highMark) await drained(channel);
      if (channel.readyState !== 'open') return;
      channel.send(packItem(item, countOf(item), bytes));
      peer.sent += bytes.length;
    }
    peer.isServed = false;
    events.changed();
  }

  const countOf = ({ what }: Item) => (what === 'piece' ? sealed!.manifest.hashes.length : partCount(sealed!));

  async function read({ what, index }: Item): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (what === 'manifest') return sealed!.bytes.slice(index * pieceSize, (index + 1) * pieceSize);
    // The browser refuses to read a file that was changed since it was chosen.
    return pieces[index]!.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => undefined,
    );
  }
  // #endregion

  return {
    peers: peers as ReadonlyMap<number, Peer>,
    origins: origins as readonly (number | undefined)[],
    pending: pending as ReadonlyMap<number, Peer>,
    isComplete,
    isSilent,
    /** Whether a peer is here for the same file. */
    concerns: (peer: Peer) => peer.file === wanted,
    get manifest() {
      return sealed?.manifest;
    },
    get isPaused() {
      return isPaused;
    },
    add: (member: Member) => {
      member.channel.bufferedAmountLowThreshold = lowMark;
      const knowsNothing = { file: undefined, has: new Set<number>(), asked: new Set<number>(), askedPart: undefined };
      const peer: Peer = { member, ...knowsNothing, heard: 0, owed: [], isServed: false, received: 0, sent: 0 };
      peers.set(member.seat, peer);
      tell(peer, { kind: 'hello', file: wanted });
      events.changed();
    },
    remove: ({ seat }: Member) => {
      const peer = peers.get(seat);
      if (!peer) return;
      peers.delete(seat);
      release(peer);
      for (const index of peer.has) copies.set(index, copies.get(index)! - 1);
      ask();
      events.changed();
    },
    take: ({ seat }: Member, data: unknown) => {
      const peer = peers.get(seat);
      const message = readMessage(data);
      if (peer && message) take(peer, message);
      else if (peer) offend(peer, 'sent something that makes no sense');
      events.changed();
    },
    /** Nothing is asked for in a pause; what others ask for, they get. */
    pause: (should: boolean) => {
      isPaused = should;
      ask();
      events.changed();
    },
    close: () => {
      isClosed = true;
      clearInterval(timer);
    },
  };
}

export type Swarm = ReturnType<typeof openSwarm>;

const partCount = ({ bytes }: SealedManifest) => Math.ceil(bytes.length / pieceSize);

/** Until a channel has sent so much that it may get more, or is closed. */
function drained(channel: RTCDataChannel): Promise<unknown> {
  return new Promise((resolve) => {
    for (const type of ['bufferedamountlow', 'close']) channel.addEventListener(type, resolve, { once: true });
  });
}
