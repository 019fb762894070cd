import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const status = (page: Page) => page.getByRole('status');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const fill = (page: Page, label: string, value: number | '') =>
  page.getByLabel(label, { exact: true }).fill(String(value));
/** The cells “asked” and “got” of a row. */
const cells = (page: Page, name: string) => page.getByRole('row', { name }).getByRole('cell');
const figuresOf = (page: Page, graph: string) =>
  page.getByRole('table', { name: `${graph} in figures` }).getByRole('cell');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const long = { timeout: 25_000 };

/** Measures in the page, whatever the sample itself shows: each message sent and received, and what stood in the buffer then. */
async function measure(page: Page) {
  await page.evaluate(() => {
    const seen = { sentBytes: 0, receivedBytes: 0, peakBytes: 0, longestBytes: 0, buffers: [] as unknown[] };
    const send = Reflect.get(RTCDataChannel.prototype, 'send') as (this: RTCDataChannel, data: unknown) => void;
    RTCDataChannel.prototype.send = function (data: unknown) {
      send.call(this, data);
      if (!(data instanceof Uint8Array)) return;
      seen.sentBytes += data.length;
      seen.longestBytes = Math.max(seen.longestBytes, data.length);
      seen.peakBytes = Math.max(seen.peakBytes, this.bufferedAmount);
      if (!seen.buffers.includes(data.buffer)) seen.buffers.push(data.buffer);
    };
    const listen = Reflect.get(RTCDataChannel.prototype, 'addEventListener') as (...args: unknown[]) => void;
    RTCDataChannel.prototype.addEventListener = function (this: RTCDataChannel, ...args: unknown[]) {
      Reflect.apply(listen, this, args);
      if (args[0] !== 'message') return;
      Reflect.apply(listen, this, [
        'message',
        ({ data }: MessageEvent) => {
          if (data instanceof ArrayBuffer) seen.receivedBytes += data.byteLength;
        },
      ]);
    };
    Object.assign(window, { seen });
  });
  return () =>
    page.evaluate(() => {
      const { buffers, ...counts } = (
        window as unknown as {
          seen: Record<'sentBytes' | 'receivedBytes' | 'peakBytes' | 'longestBytes', number> & { buffers: unknown[] };
        }
      ).seen;
      return { ...counts, bufferCount: buffers.length };
    });
}

test('16 MB arrive whole, out of one buffer, and never more waits than the high mark and one message', async ({
  sample,
  recorded,
}) => {
  const seen = await measure(sample);
  await fill(sample, 'Size, MB', 16);
  await fill(sample, 'Messages of, KiB', 48);
  await fill(sample, 'High water, KiB', 512);
  await fill(sample, 'Low water, KiB', 128);
  await press(sample, 'Start');
  await expect(sample.getByLabel('Size, MB')).toBeDisabled();
  await expect(status(sample)).toHaveText(/^16\.0 MB arrived in [\d.]+ s: [\d.]+ MB\/s\.$/, long);
  await expect(cells(sample, 'bytes sent')).toHaveText(['16,000,000', '16,000,000']);
  await expect(cells(sample, 'bytes received')).toHaveText(['16,000,000', '16,000,000']);
  await expect(cells(sample, 'message size')).toHaveText(['48 KiB', 'at most 256 KiB']);
  await expect(cells(sample, 'ordered')).toHaveText(['true', 'true']);
  await expect(cells(sample, 'maxRetransmits')).toHaveText(['no limit', 'no limit']);
  await expect(cells(sample, 'bufferedAmount')).toHaveText(['at most 560 KiB', /^[\d.]+ KiB$/]);
  await expect(sample.getByRole('progressbar')).toHaveJSProperty('value', 1);

  const { sentBytes, peakBytes, longestBytes, bufferCount } = await seen();
  expect([sentBytes, longestBytes, bufferCount]).toEqual([16_000_000, 48 * 1024, 1]);
  expect(peakBytes).toBeGreaterThan(512 * 1024);
  expect(peakBytes).toBeLessThanOrEqual((512 + 48) * 1024);
  expect(await recorded.open()).toEqual(nothing);
  await expect(sample.getByLabel('Size, MB')).toBeEnabled();
});

test('the graphs follow, small messages are timed meanwhile, and Cancel stops it for a new start', async ({
  sample,
  recorded,
}) => {
  const seen = await measure(sample);
  await fill(sample, 'Size, MB', 512);
  await press(sample, 'Start');
  await expect(figuresOf(sample, 'Received').last()).toHaveText(/^\d+\.\d MB\/s$/, long);
  await expect.poll(async () => parseFloat(await figuresOf(sample, 'Received').last().innerText())).toBeGreaterThan(0);
  await expect
    .poll(async () => parseFloat(await figuresOf(sample, 'Round trip of a small message').first().innerText()), long)
    .toBeGreaterThan(0);
  const whileSending = parseFloat(await figuresOf(sample, 'bufferedAmount').last().innerText());
  expect(whileSending).toBeGreaterThan(0);
  expect(whileSending).toBeLessThanOrEqual(64 + 16);
  await expect(sample.getByRole('button', { name: 'Start' })).toBeDisabled();

  await press(sample, 'Cancel');
  await expect(status(sample)).toHaveText(/^Cancelled after [\d.]+ MB had arrived\.$/);
  expect(await recorded.open()).toEqual(nothing);
  const { sentBytes } = await seen();
  expect(sentBytes).toBeLessThan(512_000_000);
  await fill(sample, 'Size, MB', 1);
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText(/^1\.0 MB arrived in/, long);
  expect((await seen()).sentBytes).toBe(sentBytes + 1_000_000);

  // Cancelled before there is anything to send over.
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#start')!.click();
    document.querySelector<HTMLButtonElement>('#cancel')!.click();
  });
  await expect(status(sample)).toHaveText('Cancelled after 0.0 MB had arrived.');
  expect(await recorded.open()).toEqual(nothing);
});

test('a channel that may lose messages has the options that were asked for, and ends although some never come', async ({
  sample,
}) => {
  /** The options that the two ends of the newest channel of megabytes really have. */
  const ends = async () => {
    await sample.evaluate(() => {
      const kept: RTCDataChannel[] = [];
      Object.assign(window, { kept });
      const create = Reflect.get(RTCPeerConnection.prototype, 'createDataChannel') as (
        ...args: unknown[]
      ) => RTCDataChannel;
      RTCPeerConnection.prototype.createDataChannel = function (...args) {
        const channel = Reflect.apply(create, this, args);
        if (args[0] === 'megabytes') kept.push(channel);
        return channel;
      };
    });
    return () =>
      sample.evaluate(() => {
        const { ordered, maxRetransmits, maxPacketLifeTime } = (
          window as unknown as { kept: RTCDataChannel[] }
        ).kept.at(-1)!;
        return { ordered, maxRetransmits, maxPacketLifeTime };
      });
  };
  const options = await ends();
  const seen = await measure(sample);
  await fill(sample, 'Size, MB', 2);
  await sample.getByLabel('ordered').uncheck();
  await fill(sample, 'maxRetransmits', 0);
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText(/ MB( of 2\.0 \([\d.]+ % lost\))? arrived in [\d.]+ s/, long);
  expect(await options()).toEqual({ ordered: false, maxRetransmits: 0, maxPacketLifeTime: null });
  await expect(cells(sample, 'ordered')).toHaveText(['false', 'false']);
  await expect(cells(sample, 'maxRetransmits')).toHaveText(['0', '0']);
  await expect(cells(sample, 'maxPacketLifeTime')).toHaveText(['no limit', 'no limit']);
  expect((await seen()).receivedBytes).toBe(
    Number((await cells(sample, 'bytes received').last().innerText()).replaceAll(',', '')),
  );

  // Whatever the network does, some are lost here: the sample has to find its end by itself.
  await sample.evaluate(() => {
    const send = Reflect.get(RTCDataChannel.prototype, 'send') as (this: RTCDataChannel, data: unknown) => void;
    let count = 0;
    RTCDataChannel.prototype.send = function (data: unknown) {
      if (this.label !== 'megabytes' || ++count % 10 > 0) send.call(this, data);
    };
  });
  await fill(sample, 'maxRetransmits', '');
  await fill(sample, 'maxPacketLifeTime, ms', 3000);
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText(/^1\.\d MB of 2\.0 \(\d+\.\d % lost\) arrived in/, long);
  expect(await options()).toEqual({ ordered: false, maxRetransmits: null, maxPacketLifeTime: 3000 });
  await expect(cells(sample, 'maxPacketLifeTime')).toHaveText(['3000', '3000']);
});

test('what cannot be is refused in a sentence, and nothing stays open', async ({ sample, recorded }) => {
  const expectRefusal = async (sentence: string | RegExp) => {
    await press(sample, 'Start');
    await expect(status(sample)).toHaveText(sentence);
    await expect(sample.getByRole('button', { name: 'Start' })).toBeEnabled();
    expect(await recorded.open()).toEqual(nothing);
  };
  await fill(sample, 'maxRetransmits', 3);
  await fill(sample, 'maxPacketLifeTime, ms', 100);
  await expectRefusal(/takes maxRetransmits or maxPacketLifeTime, never both/);
  await fill(sample, 'maxRetransmits', '');
  await fill(sample, 'maxPacketLifeTime, ms', '');
  await fill(sample, 'Messages of, KiB', 257);
  await expectRefusal('The other side takes messages of at most 256 KiB. Make them shorter.');
  await fill(sample, 'Messages of, KiB', 256);
  await fill(sample, 'Low water, KiB', 64);
  await expectRefusal(/The low water mark has to be below the high one/);
  await fill(sample, 'Low water, KiB', 63);
  await fill(sample, 'Size, MB', 513);
  await expectRefusal(/^Size, MB: /);
  await fill(sample, 'Size, MB', 2);
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText(/^2\.0 MB arrived/, long);
});

test('without backpressure the buffer grows until send() throws, and only what was taken arrives', async ({
  sample,
  recorded,
}) => {
  await fill(sample, 'Size, MB', 40);
  await fill(sample, 'Messages of, KiB', 256);
  await sample.getByLabel('backpressure').uncheck();
  await press(sample, 'Start');
  await expect(status(sample)).toContainText(/send\(\) threw OperationError with 16\.\d MB in the buffer/);
  await expect(status(sample)).toContainText(/16\.\d MB arrived in [\d.]+ s/, long);
  expect(parseFloat(await figuresOf(sample, 'bufferedAmount').last().innerText())).toBeGreaterThan(5000);
  await expect(cells(sample, 'bufferedAmount').last()).toHaveText('16,384 KiB');
  await expect(cells(sample, 'bytes sent').last()).toHaveText('16,777,216');
  await expect(cells(sample, 'bytes received').last()).toHaveText('16,777,216');
  expect(await recorded.open()).toEqual(nothing);
});
