import type { Room } from './room.js';

// #region same:room-sentences
/** Who is in the room, and what limits it at present. */
export function describeRoom(names: readonly string[], { beyondThisNetwork }: Room, isServerThere: boolean): string {
  return [
    names.length === 0 ? 'You are alone in the room: send somebody the link.' : `Here: you, ${names.join(', ')}.`,
    isServerThere ? '' : 'The peer server does not answer; those who are here stay connected.',
    beyondThisNetwork ? '' : 'Only machines of the same network reach each other here.',
  ]
    .filter(Boolean)
    .join(' ');
}
// #endregion
