import { chromium, type Browser } from 'playwright';
import { start } from '../peer-server/src/server.ts';
import { median } from '../src/lib/stats/averages.ts';
import { barestCallMs, callFigures, callsInWords } from './support/bench-calls.ts';
import { dataChannelFigures, dataChannelInWords } from './support/bench-data-channel.ts';
import { diagnosticsFigures, diagnosticsInWords } from './support/bench-diagnostics.ts';
import { peerServerFigures, peerServerInWords } from './support/bench-peer-server.ts';
import { findChromium } from './support/browsers.ts';
import { build } from './support/build.ts';
import { chromiumFlags } from './support/chromium-flags.ts';
import { sampleIds } from './support/folders.ts';
import { command } from './support/run.ts';
import { wireOf } from './support/wire.ts';

const pages = {
  home: '',
  reading: 'samples/peer-connection/one-page-call/',
  run: 'run/peer-connection/one-page-call/',
};
const runs = 9;

// Prints figures, each with its unit; the last line has them all as JSON. Times are compared within one run, never asserted.
await command(async () => {
  const began = performance.now();
  await build();
  const buildS = (performance.now() - began) / 1000;
  const perSampleS = buildS / sampleIds().length;
  console.log(`build: ${buildS.toFixed(1)} s, ${perSampleS.toFixed(2)} s for each of ${sampleIds().length} samples`);

  const { path } = await findChromium();
  const server = await start({ port: 0, host: '127.0.0.1', site: 'dist', base: '/', tls: undefined });
  const options = {
    executablePath: path,
    args: [...chromiumFlags, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  };
  const browser = await chromium.launch(options);
  try {
    const wire: Record<string, { bytes: number; scriptBytes: number; requests: number }> = {};
    for (const [name, address] of Object.entries(pages)) {
      const page = await browser.newPage();
      const figures = (wire[name] = await wireOf(page, server.address + address));
      await page.close();
      console.log(
        `${name}: ${figures.bytes} bytes on the wire, ${figures.scriptBytes} of them script, ${figures.requests} requests`,
      );
    }

    const connect = await connectTimes(browser, server.address);
    console.log(
      `one-page-call: Call to connected ${connect.sampleMs.toFixed(1)} ms, barest script ${connect.barestMs.toFixed(1)} ms, ratio ${connect.ratio.toFixed(2)} (medians of ${runs})`,
    );
    console.log(`one-page-call: Call to the first frame ${connect.firstFrameMs.toFixed(1)} ms`);
    const calls = await callFigures(browser, server.address);
    for (const line of callsInWords(calls)) console.log(line);
    const dataChannel = await dataChannelFigures(options, server.address);
    for (const line of dataChannelInWords(dataChannel)) console.log(line);
    const diagnostics = await diagnosticsFigures(browser, server.address);
    for (const line of diagnosticsInWords(diagnostics)) console.log(line);
    const peerServer = await peerServerFigures();
    for (const line of peerServerInWords(peerServer)) console.log(line);
    console.log(
      JSON.stringify({ build: { buildS, perSampleS }, wire, connect, calls, dataChannel, diagnostics, peerServer }),
    );
  } finally {
    await browser.close();
    await server.close();
  }
  process.exit(0); // PeerJS's timers would keep the process
});

/** Milliseconds from Call to connected in the sample and in the barest script, by turns in one browser: medians. */
async function connectTimes(browser: Browser, address: string) {
  const sample: number[] = [];
  const firstFrame: number[] = [];
  const barest: number[] = [];
  for (let number = 0; number < runs; number++) {
    const page = await browser.newPage();
    await page.goto(address + pages.run);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Ready. Press Call.').waitFor();
    const times = await page.evaluate(callInSample);
    sample.push(times.connectedMs);
    firstFrame.push(times.firstFrameMs);
    await page.close();

    barest.push(await barestCallMs(browser, address, { video: true, waits: true }));
  }
  const [sampleMs, firstFrameMs, barestMs] = [median(sample)!, median(firstFrame)!, median(barest)!];
  return { sampleMs, firstFrameMs, barestMs, ratio: sampleMs / barestMs };
}

/** Presses Call and waits, in the page, for the connection and for the first picture of the far side. */
async function callInSample() {
  const status = document.querySelector('#status')!;
  const video = document.querySelector<HTMLVideoElement>('#remote')!;
  // The camera's picture is there on both sides of the comparison before the clock starts.
  const local = document.querySelector<HTMLVideoElement>('#local')!;
  await new Promise<void>((resolve) => local.requestVideoFrameCallback(() => resolve()));
  const frame = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
  const beganMs = performance.now();
  const connected = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (status.textContent.startsWith('Connected')) resolve();
    });
    observer.observe(status, { childList: true });
  });
  document.querySelector<HTMLButtonElement>('#call')!.click();
  await connected;
  const connectedMs = performance.now() - beganMs;
  await frame;
  return { connectedMs, firstFrameMs: performance.now() - beganMs };
}
