import { Peer, type DataConnection } from 'peerjs';
import type { Message } from './message.js';

/** A connection to another page, with a data channel that carries messages from the start. Media may be added to it. */
export interface Line {
  /** Of the other page, at the peer server. */
  readonly id: string;
  readonly connection: RTCPeerConnection;
  readonly tell: (message: Message) => void;
  readonly close: () => void;
}

export interface StationEvents {
  /** Somebody called and is connected now, or was called (`isCalled`) and is there. */
  readonly opened: (line: Line, isCalled: boolean) => void;
  /** Somebody who was called cannot be reached. */
  readonly missed: (id: string) => void;
  readonly message: (line: Line, data: unknown) => void;
  /** The other left, vanished, or was shut out. */
  readonly closed: (line: Line, isShutOut: boolean) => void;
  /** The server went away (`false`) or is back. Lines stay as they are: only new ones need the server. */
  readonly server: (isThere: boolean) => void;
  /** This page has lost its id to another one. */
  readonly ended: (sentence: string) => void;
}

export interface Station {
  /** Whether the site names STUN or TURN servers. Without them only machines of one network reach each other. */
  readonly beyondThisNetwork: boolean;
  /** Calls another page: `opened` or `missed` tells what came of it. Waits for the server, if that is away. */
  readonly call: (id: string) => void;
  /** Ends the line to somebody who does not keep to the rules, and takes no further one from there. */
  readonly shutOut: (line: Line) => void;
  readonly close: () => void;
}

/**
 * Takes an id at the peer server, by which others can call this page. Throws an Error with a sentence for a person, the one in
 * `taken` if another page has the id; an AbortError if `signal` ends the attempt.
 */
export async function openStation(
  id: string,
  taken: string,
  events: StationEvents,
  signal: AbortSignal,
): Promise<Station> {
  const iceServers = await findIceServers(signal);
  // Media that is added later shares the first transport: no further candidates are needed for it.
  const config: RTCConfiguration = { iceServers, bundlePolicy: 'max-bundle' };
  const port = Number(location.port || (location.protocol === 'https:' ? 443 : 80));
  const peer = new Peer(id, { host: location.hostname, port, config });
  await opening(peer, taken, signal);
  return { ...operate(peer, events), beyondThisNetwork: iceServers.length > 0 };
}

async function findIceServers(signal: AbortSignal): Promise<RTCIceServer[]> {
  const answer = await fetch('/ice-servers.json', { signal, cache: 'no-store' }).catch((cause: unknown) => {
    throw signal.aborted ? cause : new Error('The peer server does not answer. Try again in a moment.', { cause });
  });
  if (!answer.ok) throw new Error('This site has no peer server. Start Peerlab with npm start.');
  return ((await answer.json()) as { iceServers: RTCIceServer[] }).iceServers;
}

function opening(peer: Peer, taken: string, signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    peer.on('open', () => resolve());
    peer.on('error', ({ type, message }) => {
      if (type === 'unavailable-id') reject(new Error(taken));
      else reject(new Error(`The peer server cannot be used now (${message || type}). Try again in a moment.`));
    });
  }).catch((error: unknown) => {
    peer.destroy();
    throw error;
  });
}

const mostLines = 50; // open, or on their way
const messagesPerSecond = 50;

function operate(peer: Peer, events: StationEvents) {
  const ends = new Map<DataConnection, (isNews: boolean) => void>();
  const lines = new Map<Line, DataConnection>();
  const shut = new Set<string>();
  const waiting = new Set<string>(); // to be called when the server is back
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  function call(id: string) {
    if (!peer.open) return void waiting.add(id);
    // `raw`: what is sent is what was written, and nothing that comes is unpacked before this page has looked at it.
    hold(peer.connect(id, { serialization: 'raw', reliable: true }), true);
  }

  function hold(connection: DataConnection, isCalled: boolean) {
    let line: Line | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const patience = setTimeout(() => end(true), 10_000);
    const isWithinRate = rateLimit(messagesPerSecond);
    const early: unknown[] = []; // a first message may be here before the channel says that it is open

    function end(isNews: boolean) {
      if (!ends.delete(connection)) return;
      clearTimeout(patience);
      clearTimeout(silence);
      if (line) lines.delete(line);
      connection.close();
      if (isNews && line) events.closed(line, shut.has(line.id));
      if (isNews && !line && isCalled) events.missed(connection.peer);
    }
    ends.set(connection, end);
    connection.on('close', () => end(true));
    // Once: whoever opens a second channel in the same connection does not begin anew.
    connection.once('open', () => {
      if (!ends.has(connection)) return;
      clearTimeout(patience);
      const mine = (line = {
        id: connection.peer,
        connection: connection.peerConnection,
        tell: (message) => {
          // The other may have closed the channel a moment ago, and the news of it is still on its way.
          const { dataChannel } = connection;
          if (dataChannel?.readyState === 'open') dataChannel.send(JSON.stringify(message));
        },
        close: () => end(false),
      });
      lines.set(mine, connection);
      // Whoever went without a word is given a few seconds: a network may come back.
      mine.connection.addEventListener('connectionstatechange', () => {
        clearTimeout(silence);
        const isSilent = ['disconnected', 'failed'].includes(mine.connection.connectionState);
        if (isSilent) silence = setTimeout(() => end(true), 5000);
      });
      events.opened(mine, isCalled);
      for (const data of early.splice(0)) hear(mine, data);
    });

    function hear(from: Line, data: unknown) {
      if (!ends.has(connection)) return;
      if (isWithinRate()) events.message(from, data);
      else shutOut(from);
    }
    connection.on('data', (data) => {
      if (line) hear(line, data);
      else if (early.length < messagesPerSecond) early.push(data);
    });
  }

  function shutOut(line: Line) {
    const connection = lines.get(line);
    shut.add(line.id);
    if (connection) ends.get(connection)?.(true);
  }

  peer.on('connection', (connection) => {
    const isUnwanted = shut.has(connection.peer) || ends.size >= mostLines || connection.serialization !== 'raw';
    if (isUnwanted) connection.close();
    else hold(connection, false);
  });
  peer.on('disconnected', () => {
    if (isOver) return;
    events.server(false);
    // All pages lost the server at the same moment: they had better not come back at the same moment.
    retry = setTimeout(() => peer.reconnect(), 500 + 1000 * Math.random());
  });
  peer.on('open', () => {
    events.server(true);
    const ids = [...waiting];
    waiting.clear();
    ids.forEach(call);
  });
  peer.on('error', ({ type, message }) => {
    if (type === 'peer-unavailable')
      // Whom it was about stands in the message alone.
      for (const [connection, end] of ends)
        if (!connection.open && message === `Could not connect to peer ${connection.peer}`) end(true);
    if (type !== 'unavailable-id') return;
    close();
    events.ended('Another page took the place of this one while the server was away. Press Start to try again.');
  });

  function close() {
    isOver = true;
    clearTimeout(retry);
    for (const end of ends.values()) end(false);
    peer.destroy();
  }
  return { call, shutOut, close };
}

/** Whether one more is within so many a second. */
function rateLimit(perSecond: number): () => boolean {
  let beganMs = 0; // a second of its own: a flood cannot fall into two
  let count = 0;
  return () => {
    const nowMs = performance.now();
    if (count === 0 || nowMs - beganMs >= 1000) [beganMs, count] = [nowMs, 0];
    return ++count <= perSecond;
  };
}
