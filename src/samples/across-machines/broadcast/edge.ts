import { negotiate } from './negotiation.js';
import type { Line } from './station.js';

// Media goes one way along a line, so offers do too: from the feeder. Whoever turns that round is given up.

const descriptions = (line: Line) => (description: RTCSessionDescriptionInit) =>
  line.tell({ kind: 'description', description });

/** The upper end of an edge of the tree: it sends. */
export function openFeed(line: Line, giveUp: () => void) {
  const negotiation = negotiate(line.connection, { isPolite: false, send: descriptions(line), giveUp });
  const senders = new Map<string, RTCRtpSender>(); // by the kind of their tracks
  return {
    /** Sends these tracks, instead of those before if there were any. */
    send(stream: MediaStream) {
      for (const track of stream.getTracks()) {
        const sender = senders.get(track.kind);
        // One track in the place of another needs no new description, and the other end goes on without a gap.
        if (sender) sender.replaceTrack(track).catch(() => undefined);
        else senders.set(track.kind, line.connection.addTrack(track, stream));
      }
    },
    stop() {
      for (const sender of senders.values()) line.connection.removeTrack(sender);
      senders.clear();
    },
    take: (description: RTCSessionDescriptionInit) =>
      description.type === 'answer' ? void negotiation.take(description) : giveUp(),
  };
}

/** The lower end: it receives. */
export function openTaker(line: Line, giveUp: () => void, got: (track: MediaStreamTrack) => void) {
  const negotiation = negotiate(line.connection, { isPolite: true, send: descriptions(line), giveUp });
  line.connection.addEventListener('track', ({ track }) => got(track));
  return {
    take: (description: RTCSessionDescriptionInit) =>
      description.type === 'offer' ? void negotiation.take(description) : giveUp(),
  };
}
