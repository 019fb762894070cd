import { inShort } from './timeline.js';

/** What to tell a person about the state of a connection, some time after its beginning or after the break. */
export function sentenceFor(state: RTCPeerConnectionState, afterMs: number): string | undefined {
  const after = inShort(Math.round(afterMs));
  switch (state) {
    case 'connected':
      return `Connected after ${after}. Break the link, and see what this side notices, and when.`;
    case 'disconnected':
      return `Disconnected, ${after} after the break: no check was answered for a while. It may come back; wait.`;
    case 'failed':
      return `Failed, ${after} after the break. It does not come back by itself: hang up, and call again.`;
    default:
      return undefined; // on the way
  }
}
