import type { IncomingMessage, Server } from 'node:http';
import type { Express } from 'express';
import { ExpressPeerServer } from 'peer';
import type { Logger } from 'pino';
import type { Directory, DirectoryEvents } from './directory.ts';
import { isOver, type Limits } from './limits.ts';
import { isId, isToken, judgeMessage, type Message } from './message.ts';
import type { Metrics } from './metrics.ts';
import { addressOf, isAllowedOrigin, type Trust } from './origin.ts';
import { peerSockets, type PeerSocket, type Refusal } from './sockets.ts';

/** What the signaling of one node is made of. */
export interface SignalingParts {
  readonly server: Server;
  readonly limits: Limits;
  readonly trust: Trust;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly makeDirectory: (events: DirectoryEvents) => Directory;
}

export interface Signaling {
  /** PeerJS's own HTTP answers, to be mounted at the root. */
  readonly app: Express;
  readonly directory: Directory;
  /** How many peers are connected to this node. */
  readonly peers: () => number;
  /** Sends all peers away, so that they come back elsewhere or later, and frees their ids. */
  readonly close: () => Promise<void>;
}

/** The only key: it is no secret, and PeerJS's clients send it unless told otherwise. */
const onlyKey = 'peerjs';
/** What PeerJS's server passes on. */
const relayed = new Set(['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE', 'EXPIRE']);
/** Of these, what is not kept for a receiver who is not there. */
const fleeting = new Set(['LEAVE', 'EXPIRE']);

/**
 * PeerJS's own server, hardened. It keeps what it is good at, the protocol between peers of one node; what goes in and out of it
 * passes here: who may come in and under which id, what is not a message, and what is for somebody who is not on this node.
 */
export function startSignaling({ server, limits, trust, metrics, log, makeDirectory }: SignalingParts): Signaling {
  /** Who has which id on this node. */
  const holders = new Map<string, { readonly socket: PeerSocket; readonly token: string }>();
  /** Ids that the directory is asked for; what comes for them meanwhile has to wait behind what waited before. */
  const claims = new Map<string, { count: number; readonly texts: string[] }>();
  const perAddress = new Map<string, number>();
  let connections = 0;

  const sendTo = (id: string, text: string) => holders.get(id)?.socket.send(text);
  const expireText = (dst: string, src: string) => JSON.stringify({ type: 'EXPIRE', src: dst, dst: src });

  const directory = makeDirectory({
    deliver: ({ dst, text }) => {
      const claim = claims.get(dst);
      if (claim) claim.texts.push(text);
      else sendTo(dst, text);
      return claim !== undefined || holders.has(dst);
    },
    retire: (id) => holders.get(id)?.socket.close(1008, 'id is in use elsewhere'),
    expire: ({ dst, src }) => {
      metrics.expired++; // wherever its sender is: of several nodes, the one that finds it out counts it
      if (!holders.has(src)) return false;
      sendTo(src, expireText(dst, src));
      return true;
    },
  });

  const sockets = peerSockets(limits, {
    admit,
    isAllowed: (origin, request) => {
      const isAllowed = isAllowedOrigin(trust, origin, request);
      if (!isAllowed) metrics.refused.inc({ reason: 'origin is not allowed' });
      return isAllowed;
    },
    refused: (reason) => metrics.refused.inc({ reason }),
  });

  async function admit(socket: PeerSocket, request: IncomingMessage): Promise<(() => void) | undefined> {
    const ofAddress = count(socket, addressOf(trust, request));
    const {
      id = '',
      token = '',
      key = '',
    } = Object.fromEntries(new URL(request.url ?? '', 'http://host').searchParams);
    const refuse = (reason: Refusal) => {
      log.debug({ id, reason }, 'a peer is refused');
      socket.refuse(reason);
      return undefined;
    };
    const isTaken = () => (holders.get(id)?.token ?? token) !== token;
    const reason = refusalOf(id, token, key, ofAddress) ?? (isTaken() ? 'ID is taken' : undefined);
    if (reason) return refuse(reason);

    const claim = claims.get(id) ?? { count: 0, texts: [] };
    claims.set(id, claim);
    claim.count++;
    try {
      const waited = await directory.claim(id, token);
      if (!waited || isTaken()) return refuse('ID is taken');
      hold(id, token, socket);
      const texts = [...waited, ...claim.texts.splice(0)];
      return () => {
        for (const text of texts) socket.send(text);
      };
    } catch (error) {
      log.warn({ err: error }, 'a peer could not be registered');
      return refuse('Server cannot register peers now');
    } finally {
      if (--claim.count === 0) claims.delete(id);
    }
  }

  /** Counts a connection until it is closed, and answers how many its address has. */
  function count(socket: PeerSocket, address: string): number {
    const ofAddress = (perAddress.get(address) ?? 0) + 1;
    perAddress.set(address, ofAddress);
    connections++;
    socket.once('close', () => {
      connections--;
      const left = perAddress.get(address)! - 1;
      if (left === 0) perAddress.delete(address);
      else perAddress.set(address, left);
    });
    return ofAddress;
  }

  function refusalOf(id: string, token: string, key: string, ofAddress: number): Refusal | undefined {
    if (isOver(connections, limits.maxPeers)) return 'Server has reached its concurrent user limit';
    if (isOver(ofAddress, limits.maxPeersPerAddress)) return 'Too many peers from this address';
    if (!id || !token || !key) return 'No id, token, or key supplied to websocket server';
    if (key !== onlyKey) return 'Invalid key provided';
    if (!isId(id)) return 'Invalid id provided';
    if (!isToken(token)) return 'Invalid token provided';
    return undefined;
  }

  /** Gives the id to a socket. A page that comes back before it was missed has one connection, and that is the new one. */
  function hold(id: string, token: string, socket: PeerSocket) {
    const former = holders.get(id)?.socket;
    holders.set(id, { socket, token });
    former?.close(1008, 'id is in use elsewhere');
    socket.once('close', () => {
      if (holders.get(id)?.socket !== socket) return;
      holders.delete(id);
      directory.release(id);
    });
  }

  const app = ExpressPeerServer(server, {
    path: '/',
    key: onlyKey,
    // The stock list of peers would tell everybody who is there.
    allow_discovery: false,
    // How many peers and how long they may be silent is looked after here.
    alive_timeout: Infinity,
    concurrent_limit: Infinity,
    corsOptions: { origin: trust.origins === 'any' ? true : [...trust.origins] },
    createWebSocketServer: sockets.create,
  });
  app.disable('x-powered-by');
  // It is emitted before PeerJS's server acts, with the very object that it will act on: an empty type is nothing to it.
  app.on('message', (_client, received) => {
    const message: { type: string } = received;
    const { type, src, dst, payload } = received as Message;
    const fault = judgeMessage(received);
    if (fault) {
      message.type = '';
      sockets.speaking()?.refuse(fault);
    } else if (type === 'LEAVE' && !dst) {
      message.type = '';
      sockets.speaking()?.close(1000);
    } else if (dst && relayed.has(type)) {
      metrics.messages++;
      if (holders.has(dst)) return;
      message.type = '';
      if (isId(dst))
        directory.send({ dst, src, text: JSON.stringify({ type, src, dst, payload }) }, !fleeting.has(type));
      else sendTo(src, expireText(dst, src));
    }
  });
  app.on('error', (error) => {
    // Whatever it is, it came of the message that is being handled.
    sockets.speaking()?.refuse('message is not valid');
    log.debug({ error: error.message }, 'something that was sent could not be read');
  });

  return {
    app,
    directory,
    peers: () => holders.size,
    close: async () => {
      await sockets.close();
      await directory.close();
    },
  };
}
