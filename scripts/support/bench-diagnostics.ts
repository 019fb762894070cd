import type { Browser } from 'playwright';
import { rolldown } from 'rolldown';
import { median } from '../../src/lib/stats/averages.ts';

/** What the diagnostics promise, measured. */
export interface DiagnosticsFigures {
  /** From Start to the first finding, and to the end of everything with no server configured, in milliseconds. */
  readonly firstVerdictMs: number;
  readonly wholeRunMs: number;
  /** The longest time in which nothing on the page changed. */
  readonly longestWaitMs: number;
  /** The slowest of several presses of Cancel, until every track, connection and audio context was closed. */
  readonly cancelMs: number;
  /** Requests to anybody but this site. */
  readonly foreignRequests: number;
  /** MB/s of the check of throughput, of the barest loop, and the median of their ratios. */
  readonly throughput: { readonly probeMBs: number; readonly barestMBs: number; readonly ratio: number };
  /** The part of the main thread that sampling ten connections once a second takes, in percent. */
  readonly samplingPercent: number;
}

/** Measures in a browser with fake devices. Times are for comparing, never for asserting. */
export async function diagnosticsFigures(browser: Browser, address: string): Promise<DiagnosticsFigures> {
  return {
    ...(await wholeRun(browser, address)),
    cancelMs: await slowestCancel(browser, address),
    throughput: await throughputRatio(browser, address),
    samplingPercent: await samplingShare(browser, address),
  };
}

/** The same, as lines for a person, each with its bar. */
export function diagnosticsInWords(figures: DiagnosticsFigures): string[] {
  const { firstVerdictMs, wholeRunMs, longestWaitMs, cancelMs, foreignRequests, throughput, samplingPercent } = figures;
  const { probeMBs, barestMBs, ratio } = throughput;
  return [
    `diagnostics: first verdict after ${(firstVerdictMs / 1000).toFixed(2)} s (bar 3), whole local run ${(wholeRunMs / 1000).toFixed(1)} s (bar 45), longest time without news ${(longestWaitMs / 1000).toFixed(1)} s (bar 8)`,
    `diagnostics: slowest Cancel ${cancelMs.toFixed(0)} ms until everything was closed (bar 500), ${foreignRequests} requests to anybody else (bar 0)`,
    `diagnostics: throughput ${probeMBs.toFixed(1)} MB/s, barest loop ${barestMBs.toFixed(1)} MB/s, ratio ${ratio.toFixed(2)} (bar 0.9)`,
    `diagnostics: sampling ten connections once a second takes ${samplingPercent.toFixed(2)} % of the main thread (bar 3)`,
  ];
}

async function wholeRun(browser: Browser, address: string) {
  const page = await browser.newPage();
  let foreignRequests = 0;
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && origin !== new URL(address).origin) foreignRequests++;
  });
  await page.goto(`${address}diagnostics/`, { waitUntil: 'networkidle' });
  const times = await page.evaluate(async () => {
    const main = document.querySelector('main')!;
    const began = performance.now();
    let firstVerdictMs = 0;
    let lastNews = began;
    let longestWaitMs = 0;
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        const now = performance.now();
        longestWaitMs = Math.max(longestWaitMs, now - lastNews);
        lastNews = now;
        if (firstVerdictMs === 0 && main.querySelector('[data-finding]')) firstVerdictMs = now - began;
        if (main.dataset.state !== 'done') return;
        observer.disconnect();
        resolve();
      });
      observer.observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
      document.querySelector<HTMLButtonElement>('#start')!.click();
    });
    return { firstVerdictMs, wholeRunMs: performance.now() - began, longestWaitMs };
  });
  await page.close();
  return { ...times, foreignRequests };
}

/** Checks that have something open for a while; each is cancelled in the middle. */
const cancelled = ['camera-capture', 'microphone-level', 'speaker', 'loopback-call', 'throughput'];

async function slowestCancel(browser: Browser, address: string): Promise<number> {
  const times: number[] = [];
  for (const id of cancelled) {
    const page = await browser.newPage();
    await page.addInitScript(keepWhatOpens);
    await page.goto(`${address}diagnostics/?only=permissions,${id}`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator(`article[data-probe="${id}"]`).waitFor();
    times.push(
      await page.evaluate(async () => {
        const { countOpen } = window as unknown as { readonly countOpen: () => number };
        while (countOpen() === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
        const began = performance.now();
        document.querySelector<HTMLButtonElement>('#cancel')!.click();
        while (countOpen() > 0 || document.querySelector('main')!.dataset.state !== 'cancelled')
          await new Promise((resolve) => setTimeout(resolve));
        return performance.now() - began;
      }),
    );
    await page.close();
  }
  return Math.max(...times);
}

/** Runs in the page first, and can count what is open later. */
function keepWhatOpens() {
  const tracks: MediaStreamTrack[] = [];
  const connections: RTCPeerConnection[] = [];
  const contexts: AudioContext[] = [];
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  Object.assign(window, {
    countOpen: () =>
      tracks.filter(({ readyState }) => readyState === 'live').length +
      connections.filter(({ connectionState }) => connectionState !== 'closed').length +
      contexts.filter(({ state }) => state === 'running').length,
  });
}

/** A module of the project as a script for the page, under a global name. */
async function scriptOf(input: string, name: string): Promise<string> {
  const build = await rolldown({ input, platform: 'browser' });
  const { output } = await build.generate({ format: 'iife', name, codeSplitting: false });
  await build.close();
  return output[0].code;
}

/** An empty page of the site on which scripts of ours may run. */
async function emptyPage(browser: Browser, address: string, script: string) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${address}404.html`);
  await page.addScriptTag({ content: script });
  return page;
}

async function throughputRatio(browser: Browser, address: string) {
  const page = await emptyPage(
    browser,
    address,
    await scriptOf('src/lib/diagnostics/probes/throughput.ts', 'throughputCheck'),
  );
  const pairs: { probe: number; barest: number }[] = [];
  for (let number = 0; number < 5; number++)
    pairs.push({ probe: await page.evaluate(probeLoop), barest: await page.evaluate(barestLoop) });
  await page.context().close();
  return {
    probeMBs: median(pairs.map(({ probe }) => probe))!,
    barestMBs: median(pairs.map(({ barest }) => barest))!,
    ratio: median(pairs.map(({ probe, barest }) => probe / barest))!,
  };
}

interface WithThroughput {
  readonly throughputCheck: typeof import('../../src/lib/diagnostics/probes/throughput.ts');
}

/** MB/s of the check's own loop. */
async function probeLoop(): Promise<number> {
  const { measureThroughput } = (window as unknown as WithThroughput).throughputCheck;
  const { bytes, ms } = await measureThroughput({ config: {}, durationMs: 2000, signal: new AbortController().signal });
  return bytes / ms / 1000;
}

/** MB/s of the barest loop that an event drives, with messages of the same size. */
async function barestLoop(): Promise<number> {
  const a = new RTCPeerConnection();
  const b = new RTCPeerConnection();
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate);
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate);
  const channel = a.createDataChannel('barest');
  const received = new Promise<RTCDataChannel>((resolve) => {
    b.ondatachannel = (event) => resolve(event.channel);
  });
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription!);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription!);
  const far = await received;
  far.binaryType = 'arraybuffer';
  if (channel.readyState !== 'open') await new Promise((resolve) => (channel.onopen = resolve));
  let bytes = 0;
  far.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    bytes += data.byteLength;
  };
  const chunk = new Uint8Array(16 * 1024);
  const began = performance.now();
  channel.bufferedAmountLowThreshold = 16 * 1024;
  const fill = () => {
    while (channel.bufferedAmount < 64 * 1024 && performance.now() - began < 2000) channel.send(chunk);
  };
  channel.onbufferedamountlow = fill;
  fill();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const ms = performance.now() - began;
  a.close();
  b.close();
  return bytes / ms / 1000;
}

interface WithSampler {
  readonly sampler: typeof import('../../src/lib/stats/sampler.ts');
}

/** The main thread's time of a task, with sampling and without, over ten seconds each, from the browser's own count. */
async function samplingShare(browser: Browser, address: string): Promise<number> {
  const page = await emptyPage(browser, address, await scriptOf('src/lib/stats/sampler.ts', 'sampler'));
  await page.evaluate(connectTen);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' }); // processor time: others use this machine, too
  const taskS = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const over10s = async (act: () => Promise<void>) => {
    const before = await taskS();
    await act();
    return (await taskS()) - before;
  };
  const idleS = await over10s(() => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 10_000))));
  const busyS = await over10s(() => page.evaluate(sampleTen));
  await page.context().close();
  return Math.max(0, ((busyS - idleS) / 10) * 100);
}

/** Ten connections with a picture and sound each. */
async function connectTen() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 160, height: 120 } });
  const connections: RTCPeerConnection[] = [];
  for (let number = 0; number < 5; number++) {
    const a = new RTCPeerConnection();
    const b = new RTCPeerConnection();
    connections.push(a, b);
    a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate);
    b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate);
    for (const track of stream.getTracks()) a.addTrack(track, stream);
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription!);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription!);
  }
  Object.assign(window, { connections });
}

async function sampleTen() {
  const { sampleAll } = (window as unknown as WithSampler).sampler;
  const { connections } = window as unknown as { connections: RTCPeerConnection[] };
  const over = new AbortController();
  setTimeout(() => over.abort(), 10_000);
  await sampleAll(connections, over.signal);
}
