import { forMoves } from './line.js';
import { readPause, type Pause } from './message.js';
import { joinRoom, type Member } from './room.js';
import { describeRoom } from './sentences.js';

/** What happens between this page and a friend's. Each sentence is for a person. */
interface FriendEvents {
  /** A friend is here, with a channel for the moves. Who came first keeps the ball. */
  readonly met: (channel: RTCDataChannel, isHost: boolean) => void;
  readonly paused: (isPaused: boolean) => void;
  readonly parted: () => void;
  readonly said: (sentence: string) => void;
  readonly ended: (sentence: string) => void;
}

/** A place in a room for two. */
export interface Friendship {
  tellPause(isPaused: boolean): void;
  /** The friend's page sent what is no part of the game. */
  shutOut(): void;
  leave(): void;
}

/** Takes a place in a room for two, and waits for the other. Throws an Error with a sentence if there is none. */
export async function joinFriend(name: string, events: FriendEvents, signal: AbortSignal): Promise<Friendship> {
  let friend: Member | undefined;
  let isServerThere = true;
  const describe = () => describeRoom(friend ? ['your friend'] : [], room, isServerThere);

  const room = await joinRoom(
    `p2p-game-${name}`,
    { seats: 2, messagesPerSecond: 20 },
    {
      joined(member) {
        friend = member;
        events.met(openMoves(member), room.seat < member.seat);
        events.said(describe());
      },
      left() {
        friend = undefined;
        events.parted();
        events.said(`Your friend has left. ${describe()}`);
      },
      message(_, data) {
        const word = readPause(data);
        if (word) events.paused(word.isPaused);
        else shutOut();
      },
      server(isThere) {
        isServerThere = isThere;
        events.said(describe());
      },
      ended: events.ended,
    },
    signal,
  );
  events.said(describe());

  function shutOut() {
    if (friend) room.expel(friend);
    events.said(
      'The other page sent what is no part of this game, and was shut out. Another one may come in ten seconds.',
    );
  }
  return {
    tellPause(isPaused) {
      const word: Pause = { kind: 'pause', isPaused };
      if (friend?.channel.readyState === 'open') friend.channel.send(JSON.stringify(word));
    },
    shutOut,
    leave: room.leave,
  };
}

// #region open
/** The room's own channel loses nothing and keeps the order. For the moves there is a second one: both sides make it, with one number. */
function openMoves({ connection }: Member): RTCDataChannel {
  return connection.createDataChannel('moves', { ...forMoves, negotiated: true, id: 64 });
}
// #endregion
