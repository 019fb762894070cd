import { isGenuine, type Asset } from './assets.js';
import { chunkSize, packChunk, readMessage, writeMessage, type Message } from './message.js';
import type { Member } from './room.js';

/** An asset of which nothing has come for so long is not waited for. */
const patience = 2500;
/** A channel that has more than this to send gets nothing more until it is down to the low mark again. */
const highMark = 256 * 1024;
const lowMark = 64 * 1024;

/** A member of the room, and what is known of its cache. */
export interface Peer {
  readonly member: Member;
  has: readonly Asset[];
  /** What it was asked for and has not sent whole, and how many bytes of it came. */
  readonly asked: Map<Asset, number>;
  /** What it asked for and has not got. */
  readonly owed: Asset[];
  isServed: boolean;
  received: number;
  sent: number;
}

/** Bytes that were verified, and the seat that they came from. */
export interface Delivery {
  readonly bytes: Blob;
  readonly seat: number;
}

/** An asset that is waited for. */
interface Order {
  readonly asset: Asset;
  readonly resolve: (delivery: Delivery) => void;
  readonly reject: (reason: Error) => void;
  from: Peer | undefined;
  chunks: Uint8Array<ArrayBuffer>[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

export interface ExchangeEvents {
  readonly changed: () => void;
  /** Somebody does not keep to the rules. */
  readonly offended: (member: Member, how: string) => void;
}

/** Gets assets from the caches of others, and gives them what is in `cache`. */
export function openExchange(cache: ReadonlyMap<Asset, { readonly bytes: Blob }>, events: ExchangeEvents) {
  const peers = new Map<number, Peer>();
  const orders = new Map<Asset, Order>();

  function tell(peer: Peer, message: string) {
    // It may be about to close: then nobody is there to hear it.
    if (peer.member.channel.readyState === 'open') peer.member.channel.send(message);
  }

  // #region request
  /** Asks whoever has an asset for it, or will have it soon. Rejects if nothing of it comes for a while. */
  function request(asset: Asset, signal: AbortSignal): Promise<Delivery> {
    return new Promise((resolve, reject) => {
      const order: Order = { asset, resolve, reject, from: undefined, chunks: [], timer: undefined };
      orders.set(asset, order);
      signal.addEventListener('abort', () => fail(order, 'It was stopped.'));
      wait(order);
      place(order);
    });
  }

  function wait(order: Order) {
    clearTimeout(order.timer);
    order.timer = setTimeout(() => fail(order, 'Nothing came.'), patience);
  }

  /** Chooses the one with the least to send of those who have it. */
  function place(order: Order) {
    const able = [...peers.values()].filter((peer) => peer.has.includes(order.asset) && !peer.asked.has(order.asset));
    const peer = able.sort((a, b) => a.asked.size - b.asked.size)[0];
    if (order.from || !peer) return;
    order.from = peer;
    peer.asked.set(order.asset, 0);
    tell(peer, writeMessage('want', order.asset));
  }

  function fail(order: Order, why: string) {
    if (orders.get(order.asset) !== order) return;
    end(order);
    order.reject(new Error(why));
  }

  function end(order: Order) {
    clearTimeout(order.timer);
    orders.delete(order.asset);
  }
  // #endregion

  // #region take
  async function takeChunk(peer: Peer, asset: Asset, bytes: Uint8Array<ArrayBuffer>) {
    const total = (peer.asked.get(asset) ?? Infinity) + bytes.length;
    if (total > asset.size) return offend(peer, 'sent bytes that nobody asked for');
    peer.asked.set(asset, total);
    if (total === asset.size) peer.asked.delete(asset);
    // It sends one after the other: what stands behind this one is on its way, too.
    for (const order of orders.values()) if (order.from === peer) wait(order);
    const order = orders.get(asset);
    if (order?.from !== peer) return; // it was not waited for any longer
    order.chunks.push(bytes);
    if (total < asset.size) return;
    end(order);
    const whole = new Blob(order.chunks, { type: 'image/png' });
    if (await isGenuine(asset, whole)) {
      peer.received += whole.size;
      order.resolve({ bytes: whole, seat: peer.member.seat });
    } else {
      order.reject(new Error('It was false.'));
      offend(peer, `sent a false ${asset.name}`);
    }
  }

  function take(peer: Peer, message: Message) {
    if (message.kind === 'have') {
      peer.has = message.assets;
      for (const order of orders.values()) place(order);
    } else if (message.kind === 'want') {
      if (peer.owed.includes(message.asset)) return offend(peer, 'asked for the same twice');
      peer.owed.push(message.asset);
      void serve(peer);
    } else if (message.kind === 'lack') {
      if (!peer.asked.delete(message.asset)) return offend(peer, 'answered what nobody asked');
      peer.has = peer.has.filter((asset) => asset !== message.asset);
      const order = orders.get(message.asset);
      if (order?.from !== peer) return;
      order.from = undefined;
      order.chunks = [];
      place(order);
    } else void takeChunk(peer, message.asset, message.bytes);
  }

  function offend(peer: Peer, how: string) {
    if (peers.get(peer.member.seat) === peer) events.offended(peer.member, how);
  }
  // #endregion

  // #region serve
  /** Answers one wish after the other, as fast as the channel takes it and no faster. */
  async function serve(peer: Peer) {
    if (peer.isServed) return;
    peer.isServed = true;
    const { channel } = peer.member;
    while (peer.owed.length > 0 && channel.readyState === 'open') {
      const asset = peer.owed[0]!;
      const bytes = cache.get(asset)?.bytes;
      if (!bytes) tell(peer, writeMessage('lack', asset)); // the cache was cleared meanwhile
      for (let start = 0; bytes && start < bytes.size; start += chunkSize) {
        const chunk = new Uint8Array(await bytes.slice(start, start + chunkSize).arrayBuffer());
        if (channel.bufferedAmount > highMark) await drained(channel);
        if (channel.readyState !== 'open') return;
        channel.send(packChunk(asset, chunk));
        peer.sent += chunk.length;
      }
      peer.owed.shift();
      events.changed();
    }
    peer.isServed = false;
  }
  // #endregion

  return {
    peers: peers as ReadonlyMap<number, Peer>,
    request,
    /** Tells everybody what is in the cache now. */
    announce: () => {
      for (const peer of peers.values()) tell(peer, writeMessage('have', [...cache.keys()]));
    },
    add: (member: Member) => {
      member.channel.bufferedAmountLowThreshold = lowMark;
      const peer: Peer = { member, has: [], asked: new Map(), owed: [], isServed: false, received: 0, sent: 0 };
      peers.set(member.seat, peer);
      tell(peer, writeMessage('have', [...cache.keys()]));
      events.changed();
    },
    remove: ({ seat }: Member) => {
      const peer = peers.get(seat);
      peers.delete(seat);
      for (const order of orders.values()) if (order.from === peer) fail(order, 'The peer has left.');
      events.changed();
    },
    take: ({ seat }: Member, data: unknown) => {
      const peer = peers.get(seat);
      const message = readMessage(data);
      if (peer && message) take(peer, message);
      else if (peer) offend(peer, 'sent something that makes no sense');
      events.changed();
    },
  };
}

export type Exchange = ReturnType<typeof openExchange>;

/** Until a channel has sent so much that it may get more, or is closed. */
function drained(channel: RTCDataChannel): Promise<unknown> {
  return new Promise((resolve) => {
    for (const type of ['bufferedamountlow', 'close']) channel.addEventListener(type, resolve, { once: true });
  });
}
