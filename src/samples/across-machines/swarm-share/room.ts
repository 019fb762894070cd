import { Peer, type DataConnection } from 'peerjs';

// #region same:room
/** Somebody else in the room: the connection to them, and the data channel in it that carries messages from the start. */
export interface Member {
  readonly seat: number;
  readonly connection: RTCPeerConnection;
  readonly channel: RTCDataChannel;
}

/** What happens in a room. A message is text or bytes exactly as somebody wrote them: it may hold anything at all. */
export interface RoomEvents {
  readonly joined: (member: Member) => void;
  readonly left: (member: Member) => void;
  readonly message: (member: Member, data: unknown) => void;
  /** The server went away (`false`) or is back. Those who are connected stay so: only newcomers need the server. */
  readonly server: (isThere: boolean) => void;
  /** This page is out of the room, for the reason in the sentence. */
  readonly ended: (sentence: string) => void;
}

export interface Room {
  readonly seat: number;
  readonly members: ReadonlyMap<number, Member>;
  /** Whether the site names STUN or TURN servers. Without them only machines of one network reach each other. */
  readonly beyondThisNetwork: boolean;
  /** Ends the connection to somebody who breaks the rules. The seat is called again ten seconds later: it may be another's then. */
  readonly expel: (member: Member) => void;
  readonly leave: () => void;
}

/**
 * Takes the first free seat of a room. A seat is an id at the peer server that can be worked out from the room's name, and the
 * server gives an id to one page only: so a room cannot be overfull, and whoever knows its name knows whom to call. Throws an
 * Error with a sentence for a person if there is no seat or no server; an AbortError if `signal` ends the attempt.
 */
export async function joinRoom(
  name: string,
  { seats, messagesPerSecond }: { readonly seats: number; readonly messagesPerSecond: number },
  events: RoomEvents,
  signal: AbortSignal,
): Promise<Room> {
  const iceServers = await findIceServers(signal);
  for (let seat = 1; seat <= seats; seat++) {
    // Media that is added later shares the first transport: no further candidates are needed for it.
    const config: RTCConfiguration = { iceServers, bundlePolicy: 'max-bundle' };
    const peer = new Peer(seatId(name, seat), { host: location.hostname, port: portOfPage(), config });
    if (await isOurs(peer, signal)) return sitDown(peer, name, { seat, seats, messagesPerSecond, iceServers }, events);
  }
  throw new Error(
    `The room is full: all ${seats} places are taken. Wait until somebody leaves, or choose another room.`,
  );
}

async function findIceServers(signal: AbortSignal): Promise<RTCIceServer[]> {
  const answer = await fetch('/ice-servers.json', { signal, cache: 'no-store' }).catch((cause: unknown) => {
    throw signal.aborted ? cause : new Error('The peer server does not answer. Try again in a moment.', { cause });
  });
  if (!answer.ok) throw new Error('This site has no peer server, so there are no rooms. Start Peerlab with npm start.');
  return ((await answer.json()) as { iceServers: RTCIceServer[] }).iceServers;
}

const portOfPage = () => Number(location.port || (location.protocol === 'https:' ? 443 : 80));
const seatId = (name: string, seat: number) => `${name}-${seat}`;

/** Waits until the server gives the id to this page (`true`), or says that another page has it (`false`). */
function isOurs(peer: Peer, signal: AbortSignal): Promise<boolean> {
  return new Promise<boolean>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    peer.on('open', () => resolve(true));
    peer.on('error', ({ type, message }) => {
      if (type === 'unavailable-id') resolve(false);
      else reject(new Error(`The peer server cannot be used now (${message || type}). Try again in a moment.`));
    });
  }).then(
    (isFree) => (isFree || peer.destroy(), isFree),
    (error: unknown) => {
      peer.destroy();
      throw error;
    },
  );
}

interface Place {
  readonly seat: number;
  readonly seats: number;
  readonly messagesPerSecond: number;
  readonly iceServers: readonly RTCIceServer[];
}

/** Calls every other seat, and takes the calls of those who come later. */
function sitDown(peer: Peer, name: string, { seat, seats, messagesPerSecond, iceServers }: Place, events: RoomEvents) {
  const calls = new Map<number, DataConnection>(); // one for each seat at most: on its way, or open
  const members = new Map<number, Member>();
  const unwanted = new Map<number, ReturnType<typeof setTimeout>>(); // seats of those expelled, each for ten seconds
  const otherSeats = Array.from({ length: seats }, (_, index) => index + 1).filter((other) => other !== seat);
  let isOver = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  /** Nobody need tell who is there: a call to an empty seat is not answered, and is forgotten. */
  function callMissing(wanted: readonly number[]) {
    for (const other of wanted.filter((one) => !calls.has(one)))
      // `raw`: what is sent is what was written, and nothing that comes is unpacked before this page has looked at it.
      hold(other, peer.connect(seatId(name, other), { serialization: 'raw', reliable: true }));
  }

  function hold(other: number, call: DataConnection) {
    drop(other);
    calls.set(other, call);
    setTimeout(() => call.open || lose(), 10_000);
    const { peerConnection: connection } = call;
    let member: Member | undefined;
    const early: unknown[] = []; // Chromium at times hands out a message before it says that the channel is open
    const isWithinRate = rateLimit(messagesPerSecond);
    const hear = (data: unknown) => {
      if (!member) early.push(data);
      else if (members.get(other) === member) events.message(member, data);
    };
    call.on('data', (data) => {
      if (isWithinRate()) hear(data);
      else if (member) room.expel(member);
      else drop(other, call);
    });
    // Once: whoever opens a second channel in the same connection is not a second person.
    call.once('open', () => {
      member = { seat: other, connection, channel: call.dataChannel };
      members.set(other, member);
      // Whoever went without a word is given a few seconds: a network may come back.
      let silence: ReturnType<typeof setTimeout> | undefined;
      connection.addEventListener('connectionstatechange', () => {
        clearTimeout(silence);
        const isSilent = ['disconnected', 'failed'].includes(connection.connectionState);
        if (isSilent) silence = setTimeout(lose, 5000);
      });
      events.joined(member);
      early.forEach(hear);
    });
    call.on('close', lose);

    /** Whoever was heard of once may still be there: behind a network that broke for a while, or that found no way at first. */
    function lose() {
      if (calls.get(other) !== call) return;
      drop(other);
      if (connection.remoteDescription && peer.open) callMissing([other]);
    }
  }

  /** Forgets the call to a seat (only this one, if one is named); whoever was connected by it has left. */
  function drop(other: number, only = calls.get(other)) {
    if (!only || calls.get(other) !== only) return;
    const member = members.get(other);
    calls.delete(other);
    members.delete(other);
    only.close();
    if (member) events.left(member);
  }

  peer.on('connection', (call) => {
    const other = otherSeats.find((one) => seatId(name, one) === call.peer);
    const isUnwanted = other === undefined || unwanted.has(other);
    const mine = other && calls.get(other);
    const isGlare = mine && !mine.open && seat > other;
    if (isUnwanted || isGlare || call.serialization !== 'raw') call.close();
    else hold(other, call);
    if (!isGlare || isUnwanted) return;
    // Two that call each other at once both keep the call of the later seat, which makes it anew: the one on its way may have
    // gone to somebody who was just leaving that seat, and now somebody is there for certain.
    drop(other);
    callMissing([other]);
  });
  peer.on('disconnected', () => {
    if (isOver) return;
    events.server(false);
    // All pages lost the server at the same moment: they had better not come back at the same moment.
    retry = setTimeout(() => peer.reconnect(), 500 + 1000 * Math.random());
  });
  peer.on('open', () => {
    events.server(true);
    callMissing(otherSeats);
  });
  peer.on('error', ({ type }) => {
    // All others are about one call, or `disconnected` follows them.
    if (type !== 'unavailable-id') return;
    room.leave();
    events.ended('Somebody took this place while the server was away. Join again.');
  });

  const room: Room = {
    seat,
    members,
    beyondThisNetwork: iceServers.length > 0,
    expel: (member) => {
      const { seat: other } = member;
      if (members.get(other) !== member) return; // has left already
      const forgive = () => {
        unwanted.delete(other);
        if (peer.open) callMissing([other]);
      };
      unwanted.set(other, setTimeout(forgive, 10_000));
      drop(other);
    },
    leave: () => {
      isOver = true;
      clearTimeout(retry);
      for (const timer of unwanted.values()) clearTimeout(timer);
      for (const other of calls.keys()) drop(other);
      peer.destroy();
    },
  };
  callMissing(otherSeats);
  return room;
}

/** Whether one more is within so many a second. */
export function rateLimit(perSecond: number): () => boolean {
  let beganMs = 0; // a second of its own: a flood cannot fall into two
  let count = 0;
  return () => {
    const nowMs = performance.now();
    if (count === 0 || nowMs - beganMs >= 1000) [beganMs, count] = [nowMs, 0];
    return ++count <= perSecond;
  };
}
// #endregion
