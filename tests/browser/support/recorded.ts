import type { Page } from '@playwright/test';
import { leavingKey, type Open, type Recorder } from './recorder.ts';

declare global {
  interface Window {
    readonly recorder: Recorder;
  }
}

/** What a test asks about the connections, tracks and contexts that a page has made. */
export function recordedOf(page: Page) {
  return {
    /** The figures of the first video that arrives; a member that the browser has not reported yet is 0. */
    inboundVideo: () => page.evaluate(inbound, 'video'),
    inboundAudio: () => page.evaluate(inbound, 'audio'),
    /** `connectionState` of every connection, in the order in which they were made. */
    connectionStates: () => page.evaluate(() => window.recorder.connections.map((one) => one.connectionState)),
    /** `readyState` of every track that the page opened itself, in their order. */
    trackStates: () => page.evaluate(() => window.recorder.tracks.map((track) => track.readyState)),
    liveTracks: () => page.evaluate(() => window.recorder.open().tracks),
    /** How much is still open. */
    open: (): Promise<Open> => page.evaluate(() => window.recorder.open()),
    /** How much was still open at the end of the page that was left before this one, on the same origin. */
    openAtLeaving: (): Promise<Open> =>
      page.evaluate((key) => JSON.parse(sessionStorage.getItem(key) ?? 'null') as Open, leavingKey),
  };
}

/** See {@link recordedOf}. */
export type Recorded = ReturnType<typeof recordedOf>;

/** Runs in the page: looks through the connections for the first stream of a kind that comes in. */
async function inbound(kind: string) {
  for (const connection of window.recorder.connections) {
    if (connection.connectionState === 'closed') continue;
    for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
      if (report.type !== 'inbound-rtp' || report.kind !== kind) continue;
      return {
        framesDecoded: report.framesDecoded ?? 0,
        frameWidth: report.frameWidth ?? 0,
        frameHeight: report.frameHeight ?? 0,
        bytesReceived: report.bytesReceived ?? 0,
        packetsReceived: report.packetsReceived ?? 0,
        audioLevel: report.audioLevel ?? 0,
      };
    }
  }
  return { framesDecoded: 0, frameWidth: 0, frameHeight: 0, bytesReceived: 0, packetsReceived: 0, audioLevel: 0 };
}
