import type { Person } from './people.js';

/** A connection between two participants: its two ends, and whose they are. */
export interface Link {
  readonly owners: readonly [Person, Person];
  readonly ends: readonly [RTCPeerConnection, RTCPeerConnection];
}

/** Joins two participants; `arrived` gets each stream that comes out at one of them. Nothing is sent yet. */
export function openLink(one: Person, other: Person, arrived: (at: Person, stream: MediaStream) => void): Link {
  const ends = [new RTCPeerConnection(), new RTCPeerConnection()] as const;
  const owners = [one, other] as const;
  for (const [index, end] of ends.entries()) {
    end.addEventListener('icecandidate', ({ candidate }) => void ends[1 - index]!.addIceCandidate(candidate));
    end.addEventListener('track', ({ streams: [stream] }) => {
      const owner = owners[index]!;
      if (!stream || owner.received.has(stream.id)) return; // once for each stream, and not for each of its tracks
      owner.received.set(stream.id, stream);
      arrived(owner, stream);
    });
  }
  return { owners, ends };
}

/** Sends all tracks of a stream. The id of the stream goes along: by it the far side knows what belongs together. */
export function send(end: RTCPeerConnection, stream: MediaStream) {
  for (const track of stream.getTracks()) end.addTrack(track, stream);
}

/** Lets each end send a stream: one offer and one answer do for both. */
export async function join({ ends: [first, second] }: Link, ofFirst: MediaStream, ofSecond: MediaStream) {
  send(first, ofFirst);
  send(second, ofSecond);
  await negotiate(first, second);
}

/** Carries an offer and an answer, as a signaling server would. */
export async function negotiate(offerer: RTCPeerConnection, answerer: RTCPeerConnection) {
  await offerer.setLocalDescription();
  await answerer.setRemoteDescription(offerer.localDescription!);
  await answerer.setLocalDescription();
  await offerer.setRemoteDescription(answerer.localDescription!);
}

/** What all connections of a participant send together. */
export interface Uplink {
  readonly streams: number;
  readonly bytes: number;
}

export async function uplinkOf(person: Person, links: readonly Link[]): Promise<Uplink> {
  const own = links.flatMap(({ owners, ends }) => ends.filter((_, index) => owners[index] === person));
  const uplink = { streams: 0, bytes: 0 };
  for (const report of await Promise.all(own.map((end) => end.getStats())))
    for (const stats of report.values() as Iterable<RTCOutboundRtpStreamStats>) {
      if (stats.type !== 'outbound-rtp') continue;
      uplink.bytes += (stats.bytesSent ?? 0) + (stats.headerBytesSent ?? 0);
      if (stats.kind === 'video' && stats.bytesSent) uplink.streams += 1;
    }
  return uplink;
}
