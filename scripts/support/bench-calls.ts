import type { Browser } from 'playwright';
import { median } from '../../src/lib/stats/averages.ts';

/** A sample that calls within its page: the button that begins the call, and what it sends. */
interface CallingSample {
  readonly id: string;
  readonly button: string;
  readonly video: boolean;
}

/** Samples that open their devices and call at one press. */
const callingSamples: readonly CallingSample[] = [
  { id: 'peer-connection/upgrade-call', button: 'Start audio call', video: false },
  { id: 'peer-connection/mute-and-replace', button: 'Start call', video: true },
  { id: 'media-quality/codec-preferences', button: 'Call', video: true },
  { id: 'media-quality/audio-call', button: 'Call', video: false },
  { id: 'media-quality/stats-browser', button: 'Start', video: true },
  { id: 'network-and-security/ice-restart', button: 'Call', video: true },
];

/** Medians of milliseconds from the first connection's making to its being connected, and their ratio. */
export interface CallFigures {
  readonly sampleMs: number;
  readonly barestMs: number;
  readonly ratio: number;
}

const runs = 9;

/** How long calls take in the samples beside the barest script that sends the same, by turns in one browser. */
export async function callFigures(browser: Browser, address: string): Promise<Record<string, CallFigures>> {
  const figures: Record<string, CallFigures> = {};
  for (const { id, button, video } of callingSamples) {
    const sample: number[] = [];
    const barest: number[] = [];
    for (let number = 0; number < runs; number++) {
      const page = await browser.newPage();
      await page.addInitScript(timeFirstConnection);
      await page.goto(`${address}run/${id}/`);
      await page.getByRole('button', { name: button, exact: true }).click();
      sample.push(await connectedMs(page));
      await page.close();

      barest.push(await barestCallMs(browser, address, { video, waits: false }));
    }
    const [sampleMs, barestMs] = [median(sample)!, median(barest)!];
    figures[id] = { sampleMs, barestMs, ratio: sampleMs / barestMs };
  }
  return figures;
}

/** Milliseconds from the making of the first connection to its being connected, in the barest script that calls. */
export async function barestCallMs(
  browser: Browser,
  address: string,
  options: Parameters<typeof barestCall>[0],
): Promise<number> {
  const page = await browser.newPage();
  await page.addInitScript(timeFirstConnection);
  await page.goto(`${address}404.html`);
  await page.evaluate(barestCall, options);
  const ms = await connectedMs(page);
  await page.close();
  return ms;
}

/** A line for each sample. */
export const callsInWords = (figures: Record<string, CallFigures>): string[] =>
  Object.entries(figures).map(
    ([id, { sampleMs, barestMs, ratio }]) =>
      `${id}: connected after ${sampleMs.toFixed(1)} ms, barest script ${barestMs.toFixed(1)} ms, ratio ${ratio.toFixed(2)} (medians of ${runs})`,
  );

type Timed = Window & { connectedMs?: Promise<number> };

const connectedMs = (page: Awaited<ReturnType<Browser['newPage']>>) =>
  page
    .waitForFunction(() => (window as Timed).connectedMs !== undefined)
    .then(() => page.evaluate(() => (window as Timed).connectedMs!));

/** In the page: keeps the time from the making of its first connection until that is connected. */
function timeFirstConnection() {
  const Original = RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      const beganMs = performance.now();
      (window as Timed).connectedMs ??= new Promise((resolve) => {
        this.addEventListener('connectionstatechange', () => {
          if (this.connectionState === 'connected') resolve(performance.now() - beganMs);
        });
      });
    }
  };
}

/**
 * In the page: the same call with nothing around it, two connections and the two pictures. A picture on show costs more time
 * than any code here does (a call without them connects in half the time), so both sides of the comparison show them. With
 * `waits`, the own one is there before the call begins.
 */
async function barestCall({ video, waits }: { video: boolean; waits: boolean }) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  const [local, remote] = [0, 1].map(() => {
    const element = Object.assign(document.createElement('video'), { autoplay: true, muted: true, playsInline: true });
    document.body.append(element);
    return element;
  }) as [HTMLVideoElement, HTMLVideoElement];
  local.srcObject = stream;
  if (waits) await new Promise<void>((resolve) => local.requestVideoFrameCallback(() => resolve()));
  const a = new RTCPeerConnection();
  const b = new RTCPeerConnection();
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate);
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate);
  b.ontrack = ({ streams }) => {
    remote.srcObject = streams[0] ?? null;
  };
  for (const track of stream.getTracks()) a.addTrack(track, stream);
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription!);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription!);
}
