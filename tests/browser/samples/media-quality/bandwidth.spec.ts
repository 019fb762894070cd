import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const limitTo = (page: Page, label: string) => page.getByRole('combobox', { name: 'Limit' }).selectOption({ label });

/** The last value of a series, out of the table below its graph; NaN while there is no number. */
async function value(page: Page, graph: string, series: string) {
  const row = page.getByRole('table', { name: `${graph}: the last values` }).getByRole('row', { name: series });
  return Number.parseFloat((await row.getByRole('cell').textContent()) ?? '');
}

test('a limit of 100 kbps is kept within 8 seconds, without a new offer, and goes away again', async ({ page }) => {
  await page.goto('run/media-quality/bandwidth/?source=synthetic');
  await press(page, 'Start');
  await expect.poll(() => value(page, 'Bitrate', 'sent')).toBeGreaterThan(300);
  const offer = () => page.evaluate(() => window.recorder.connections[0]?.localDescription?.sdp);
  const before = await offer();

  await limitTo(page, '100 kbps');
  await expect(page.getByRole('status')).toContainText('at most 100 kbps');
  const inRange = async () => {
    const kbps = await value(page, 'Bitrate', 'sent');
    return kbps >= 60 && kbps <= 130;
  };
  await expect.poll(inRange, { timeout: 8000, intervals: [500] }).toBe(true);
  // What the page says is what arrives: the far side is asked too, over the next seconds.
  const from = { time: Date.now(), bytes: (await recordedOf(page).inboundVideo()).bytesReceived };
  const arrived = async () => (await recordedOf(page).inboundVideo()).bytesReceived - from.bytes;
  await expect.poll(arrived).toBeGreaterThan(40_000);
  const kbps = ((await arrived()) * 8) / (Date.now() - from.time);
  expect(kbps).toBeGreaterThan(50);
  expect(kbps).toBeLessThan(150);

  await limitTo(page, 'unlimited');
  await expect.poll(() => value(page, 'Bitrate', 'sent'), { timeout: 20_000 }).toBeGreaterThan(300);
  expect(await offer()).toBe(before);
});

test('the slider sets any limit, also while nothing runs yet', async ({ sample }) => {
  await sample.getByRole('slider', { name: /any limit/i }).fill('50');
  await expect(sample.getByRole('combobox', { name: 'Limit' })).toHaveValue('slider');
  await press(sample, 'Start');
  const maxBitrate = () =>
    sample.evaluate(() => window.recorder.connections[0]?.getSenders()[0]?.getParameters().encodings[0]?.maxBitrate);
  await expect.poll(maxBitrate).toBe(50_000);
  await sample.getByRole('slider', { name: /any limit/i }).fill('750');
  await expect.poll(maxBitrate).toBe(750_000);
  await limitTo(sample, 'unlimited');
  await expect.poll(maxBitrate).toBeUndefined();
});

test('every figure is shown, and the picture shrinks under a low limit', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect.poll(() => value(sample, 'Picture width', 'received'), { timeout: 30_000 }).toBeGreaterThanOrEqual(480);
  await expect.poll(() => value(sample, 'Bitrate', 'target')).toBeGreaterThan(100);
  await expect.poll(() => value(sample, 'Bitrate', 'available')).toBeGreaterThan(100);
  await expect.poll(() => value(sample, 'Frames per second', 'received')).toBeGreaterThan(5);
  const wide = await value(sample, 'Picture width', 'received');
  await limitTo(sample, '30 kbps');
  await expect.poll(() => value(sample, 'Picture width', 'received'), { timeout: 20_000 }).toBeLessThan(wide);
  const reason = sample.getByRole('table', { name: 'What limits the quality' }).getByRole('cell');
  await expect(reason).toHaveText('bandwidth');

  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
});

test('a figure that the browser does not report is unknown, and not 0', async ({ page }) => {
  await page.addInitScript(() => {
    RTCStatsReport.prototype.values = function () {
      const all = [...this.entries()] as [string, RTCStats & { targetBitrate?: number }][];
      return all.map(([, { targetBitrate: _, ...rest }]) => rest).values();
    };
  });
  await page.goto('run/media-quality/bandwidth/');
  await press(page, 'Start');
  await expect.poll(() => value(page, 'Bitrate', 'sent')).toBeGreaterThan(0);
  await expect(page.getByRole('row', { name: 'target' })).toContainText('unknown');
});

test('the graphs follow the colour scheme', async ({ sample }) => {
  await press(sample, 'Start');
  await expect.poll(() => value(sample, 'Bitrate', 'sent')).toBeGreaterThan(0);
  /** Whether the graph has a pixel of the colour that its series has now. */
  const drawn = () =>
    sample.locator('#bitrate').evaluate((figure) => {
      const canvas = figure.querySelector('canvas')!;
      const wanted = getComputedStyle(figure.querySelector('th')!).borderLeftColor.match(/\d+/g)!.map(Number);
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3]! > 200 && wanted.every((part, index) => Math.abs(data[at + index]! - part) < 12))
          return wanted.join();
      return '';
    });
  await sample.emulateMedia({ colorScheme: 'light' });
  await expect.poll(drawn).toBe('11,107,107');
  await sample.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(drawn).toBe('95,208,197');
});

test('without a camera there is a sentence, and the synthetic picture works without a reload', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await press(page, 'Start');
  await expect(page.getByRole('status')).toContainText('No camera or microphone was found.');
  await page.getByRole('combobox', { name: 'Source' }).selectOption('synthetic');
  await press(page, 'Start');
  await expect.poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded).toBeGreaterThan(5);
});
