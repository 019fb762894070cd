/** What went through one connection since it was last asked. */
export interface Reading {
  readonly sentKbps: number;
  /** The mean level of the own microphone and of the other's sound, from 0 to 1 (full scale). */
  readonly ownLevel: number;
  readonly theirLevel: number;
}

interface Sound {
  readonly energy: number;
  readonly seconds: number;
}

/** Watches a connection: each call of the answer reads what has happened since the call before. */
export function openMeter(connection: RTCPeerConnection) {
  let before: Awaited<ReturnType<typeof readTotals>> | undefined;
  return async (): Promise<Reading> => {
    const now = await readTotals(connection);
    const earlier = before ?? now;
    before = now;
    const elapsedMs = now.atMs - earlier.atMs;
    return {
      // Bytes in a millisecond are kilobytes in a second.
      sentKbps: elapsedMs > 0 ? Math.max(0, (8 * (now.sentBytes - earlier.sentBytes)) / elapsedMs) : 0,
      ownLevel: levelBetween(earlier.own, now.own),
      theirLevel: levelBetween(earlier.theirs, now.theirs),
    };
  };
}

/** The statistics only ever count up: whatever is asked per second is a difference of two looks. */
async function readTotals(connection: RTCPeerConnection) {
  const totals = { atMs: performance.now(), sentBytes: 0, own: noSound, theirs: noSound };
  for (const report of (await connection.getStats()).values() as Iterable<RTCStats>) {
    const { kind, bytesSent = 0, headerBytesSent = 0, ...rest } = report as RTCStats & Figures;
    const { totalAudioEnergy: energy = 0, totalSamplesDuration: seconds = 0 } = rest;
    if (report.type === 'outbound-rtp') totals.sentBytes += bytesSent + headerBytesSent;
    if (report.type === 'media-source' && kind === 'audio') totals.own = { energy, seconds };
    if (report.type === 'inbound-rtp' && kind === 'audio') totals.theirs = { energy, seconds };
  }
  return totals;
}

const noSound: Sound = { energy: 0, seconds: 0 };

/** The members that are read here, of whichever report has them; a browser leaves out what it does not know. */
interface Figures {
  readonly kind?: string;
  readonly bytesSent?: number;
  readonly headerBytesSent?: number;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
}

/** The level of a stretch of sound, as the statistics define it. A single look at `audioLevel` would miss a short word. */
function levelBetween(earlier: Sound, now: Sound): number {
  const seconds = now.seconds - earlier.seconds;
  return seconds > 0 ? Math.sqrt(Math.max(0, now.energy - earlier.energy) / seconds) : 0;
}
