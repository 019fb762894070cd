import { readMessage, type Presence, type RoomMessage } from './message.js';

/** What happens in a room that concerns this tab's calls. */
export interface LobbyEvents {
  /** The two found each other, and it falls to this one to call. */
  call(partner: Presence): void;
  description(partner: Presence, description: RTCSessionDescriptionInit): void;
  candidate(candidate: RTCIceCandidateInit): void;
  /** There is no partner any more: it has left, is in another call, or cannot be reached. */
  gone(sentence: string): void;
  /** Somebody came, left, or is in a call now. */
  changed(): void;
}

/**
 * Finds a partner among the tabs that share a channel, one for each tab. Of two that are free, the one with the smaller id
 * calls: both know both ids, so they agree on who does without asking. A tab in a call refuses by saying who it is with.
 */
export function joinLobby(channel: BroadcastChannel, brings: { media: boolean; data: boolean }, events: LobbyEvents) {
  const me = crypto.randomUUID();
  const peers = new Map<string, Presence>();
  let partner: string | null = null;
  let agreed = false; // the partner's offer or answer is here
  let patience: ReturnType<typeof setTimeout> | undefined;

  const post = (message: RoomMessage) => channel.postMessage(message);
  const announce = (question: boolean) => post({ kind: 'here', from: me, ...brings, partner, question });

  const take = (id: string) => {
    partner = id;
    agreed = false;
    announce(false);
    // A tab that the browser has put to sleep, or that has crashed, never answers and never says goodbye.
    clearTimeout(patience);
    patience = setTimeout(() => agreed || giveUp('The other tab did not answer within 10 s.'), 10_000);
  };
  const findPartner = () => {
    if (partner !== null) return;
    const next = [...peers.values()].find((peer) => peer.partner === null && me < peer.from);
    if (!next) return;
    take(next.from);
    events.call(next);
  };
  const lose = (sentence: string) => {
    partner = null;
    clearTimeout(patience);
    announce(false);
    events.gone(sentence);
  };
  const giveUp = (sentence: string) => {
    if (partner !== null) peers.delete(partner);
    events.changed();
    lose(sentence);
    findPartner();
  };

  channel.addEventListener('message', ({ data }) => {
    const message = readMessage(data);
    if (!message || (peers.size >= 50 && !peers.has(message.from))) return;
    const { from } = message;
    if (message.kind === 'here') {
      peers.set(from, message);
      if (message.question) announce(false);
      events.changed();
      // What the partner said before it got the offer is no refusal.
      const refused = message.partner !== me && (agreed || message.partner !== null);
      if (from === partner && refused) lose('The other tab is in a call with another one.');
    } else if (message.kind === 'bye') {
      peers.delete(from);
      events.changed();
      if (from === partner) lose('The other tab has left.');
    } else if (message.to === me) {
      const peer = peers.get(from);
      const isOffer = message.kind === 'description' && message.description.type === 'offer';
      if (peer && isOffer && partner === null) take(from);
      if (!peer || from !== partner) return announce(false);
      if (message.kind === 'candidate') return events.candidate(message.candidate);
      agreed = true;
      events.description(peer, message.description);
    }
    findPartner();
  });

  announce(true);
  return {
    me,
    peers,
    describe: (description: RTCSessionDescriptionInit) => {
      if (partner !== null) post({ kind: 'description', from: me, to: partner, description });
    },
    offerCandidate: (candidate: RTCIceCandidateInit) => {
      if (partner !== null) post({ kind: 'candidate', from: me, to: partner, candidate });
    },
    /** Forgets a partner that cannot be reached, and looks for another. It is found again when it says something. */
    giveUp,
    leave: () => {
      clearTimeout(patience);
      post({ kind: 'bye', from: me });
      channel.close();
    },
  };
}

export type Lobby = ReturnType<typeof joinLobby>;
