import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type LaunchOptions, type Page } from 'playwright';
import { median } from '../../src/lib/stats/averages.ts';

/** A sample that sends 64 MB over a data channel, and how: the barest loop beside it uses messages and marks of the same size. */
interface SendingSample {
  readonly id: string;
  readonly marks: Marks;
  /** The least that the ratio shall be. */
  readonly bar: number;
  /** Sends, and gives the milliseconds that it took. */
  readonly send: (page: Page) => Promise<number>;
}

interface Marks {
  readonly chunkKiB: number;
  readonly highKiB: number;
  readonly lowKiB: number;
}

const sendingSamples: readonly SendingSample[] = [
  {
    id: 'data-channel/throughput',
    marks: { chunkKiB: 16, highKiB: 64, lowKiB: 16 },
    bar: 1,
    send: async (page) => {
      await page.getByLabel('Size, MB').fill('64');
      return page.evaluate(timeBetween, { press: '#start', where: '#status', from: 'Sending', to: 'arrived' });
    },
  },
  {
    // From the offer to two hashes that are the same, with the file written to the disk meanwhile.
    id: 'data-channel/file-transfer',
    marks: { chunkKiB: 256, highKiB: 512, lowKiB: 256 },
    bar: 0.9,
    send: async (page) => {
      await page.getByLabel('Test file, MB').fill('64');
      await page.getByLabel('accept without asking').check();
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByText('Connected.').waitFor();
      return page.evaluate(timeBetween, { press: '#noise', where: '#incoming', from: '', to: 'done: both sides' });
    },
  },
];

/** Medians of MB/s, and of the ratio of each round. */
export interface DataChannelFigures {
  readonly sampleMBs: number;
  readonly barestMBs: number;
  readonly ratio: number;
}

const megabytes = 64;
const rounds = 7;

/**
 * How fast the samples send beside the barest loop that an event drives, by turns in one browser. It has a profile on the disk, as
 * a person's has: without one, what a page writes to its own files goes through the browser, into its memory.
 */
export async function dataChannelFigures(
  options: LaunchOptions,
  address: string,
): Promise<Record<string, DataChannelFigures>> {
  const profile = await mkdtemp(join(tmpdir(), 'peerlab-bench-'));
  const browser = await chromium.launchPersistentContext(profile, options);
  try {
    const figures: Record<string, DataChannelFigures> = {};
    for (const { id, marks, send } of sendingSamples) {
      const sample: number[] = [];
      const barest: number[] = [];
      for (let round = 0; round < rounds; round++) {
        sample.push(await rateOn(browser, `${address}run/${id}/`, send));
        barest.push(await rateOn(browser, `${address}404.html`, (page) => page.evaluate(barestLoop, marks)));
      }
      const ratio = median(sample.map((rate, round) => rate / barest[round]!))!;
      figures[id] = { sampleMBs: median(sample)!, barestMBs: median(barest)!, ratio };
    }
    return figures;
  } finally {
    await browser.close();
    await rm(profile, { recursive: true });
  }
}

/** A line for each sample. */
export const dataChannelInWords = (figures: Record<string, DataChannelFigures>): string[] =>
  sendingSamples.map(({ id, bar }) => {
    const { sampleMBs, barestMBs, ratio } = figures[id]!;
    return `${id}: ${sampleMBs.toFixed(1)} MB/s, barest loop ${barestMBs.toFixed(1)} MB/s, ratio ${ratio.toFixed(2)} (bar ${bar}; medians of ${rounds})`;
  });

/** MB/s of a sending on a page of its own. */
async function rateOn(
  browser: BrowserContext,
  address: string,
  send: (page: Page) => Promise<number>,
): Promise<number> {
  const page = await browser.newPage();
  await page.goto(address);
  const ms = await send(page);
  await page.close();
  return (megabytes / ms) * 1000;
}

interface Between {
  readonly press: string;
  readonly where: string;
  readonly from: string;
  readonly to: string;
}

/** In the page: presses a button, and gives the milliseconds from one text to another. */
function timeBetween({ press, where, from, to }: Between): Promise<number> {
  const element = document.querySelector(where)!;
  let beganMs: number | undefined;
  return new Promise((resolve) => {
    const look = () => {
      const text = element.textContent;
      if (text.includes(from)) beganMs ??= performance.now();
      if (beganMs !== undefined && text.includes(to)) resolve(performance.now() - beganMs);
    };
    new MutationObserver(look).observe(element, { subtree: true, childList: true, characterData: true });
    document.querySelector<HTMLButtonElement>(press)!.click();
    look();
  });
}

/** In the page: the same megabytes with nothing around them. Milliseconds from the opening of the channel to the last byte. */
async function barestLoop({ chunkKiB, highKiB, lowKiB }: Marks): Promise<number> {
  const a = new RTCPeerConnection();
  const b = new RTCPeerConnection();
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate);
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate);
  const channel = a.createDataChannel('barest');
  channel.bufferedAmountLowThreshold = lowKiB * 1024;
  const chunk = new Uint8Array(chunkKiB * 1024);
  let beganMs = 0;
  let left = 64_000_000;
  const fill = () => {
    while (left > 0 && channel.bufferedAmount < highKiB * 1024) {
      channel.send(left < chunk.length ? chunk.subarray(0, left) : chunk);
      left -= Math.min(left, chunk.length);
    }
  };
  channel.onbufferedamountlow = fill;
  channel.onopen = () => {
    beganMs = performance.now();
    fill();
  };
  const arrived = new Promise<number>((resolve) => {
    let bytes = 0;
    b.ondatachannel = ({ channel: far }) => {
      far.binaryType = 'arraybuffer';
      far.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
        bytes += data.byteLength;
        if (bytes === 64_000_000) resolve(performance.now() - beganMs);
      };
    };
  });
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription!);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription!);
  return arrived;
}
