import type { Page } from '@playwright/test';
import { expectToSuitEverybody } from '../../support/accessible.ts';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

// A real tab, its real pixels: what Chromium hands out here is this very page.
test.use({ launchOptions: launch.ownTab, viewport: { width: 1280, height: 720 } });

const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const status = (page: Page) => page.getByRole('status').first();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choose = (page: Page, name: string) => page.getByRole('radio', { name }).check();
const inFront = (page: Page) => page.getByRole('checkbox', { name: 'Something lies in front' });
const figure = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell');

async function start(page: Page) {
  await press(page, 'Start');
  await expect(status(page)).toHaveText('The whole tab is shared.');
}

const colours = { red: [176, 32, 32], green: [32, 112, 48], blue: [32, 64, 176], front: [255, 208, 0] } as const;

/** How much of the picture has each of the colours of the page, in percent, and how large the picture is. */
function look(page: Page) {
  return page.locator('#picture').evaluate((video: HTMLVideoElement, known) => {
    const { videoWidth: width, videoHeight: height } = video;
    const found = { size: `${width}x${height}`, red: 0, green: 0, blue: 0, front: 0 };
    if (width === 0) return found;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const share = 100 / (width * height);
    for (let at = 0; at < data.length; at += 4)
      for (const [name, colour] of Object.entries(known))
        // A capture is in YUV, so that colours are not exact.
        if (colour.every((value, channel) => Math.abs(data[at + channel]! - value) < 24))
          found[name as keyof typeof known] += share;
    return found;
  }, colours);
}

/** Looks at a number of new pictures, and gives what was the most of a colour. */
async function most(page: Page, colour: keyof typeof colours, pictures: number) {
  let seen = 0;
  for (let count = 0; count < pictures; count++) {
    await page
      .locator('#picture')
      .evaluate((video: HTMLVideoElement) => new Promise((resolve) => video.requestVideoFrameCallback(resolve)));
    seen = Math.max(seen, (await look(page))[colour]);
  }
  return seen;
}

test('the whole tab, then a crop, then an element alone, and back, in one track', async ({ sample, recorded }) => {
  await start(sample);
  await expect.poll(() => look(sample)).toMatchObject({ size: '1280x720' });
  const whole = await look(sample);
  for (const colour of ['red', 'green', 'blue'] as const) expect(whole[colour]).toBeGreaterThan(3);
  await expect(figure(sample, 'The element')).toHaveText('the whole tab');

  await inFront(sample).check();
  await choose(sample, 'an area, cropped');
  await expect.poll(() => look(sample)).toMatchObject({ size: '320x180', green: 0, blue: 0 });
  await expect(status(sample)).toContainText('with whatever lies in front of it');
  await expect(figure(sample, 'The element')).toHaveText('320 × 180');
  await expect(figure(sample, 'The picture')).toHaveText('320 × 180');
  await expect.poll(async () => (await look(sample)).front).toBeGreaterThan(20); // a third of it
  expect((await look(sample)).red).toBeGreaterThan(40);

  await choose(sample, 'an element alone');
  await expect(status(sample)).toContainText('left out');
  await expect.poll(() => look(sample)).toMatchObject({ size: '320x180', front: 0 });
  // Moving as it is, it is in none of the pictures that follow.
  await expect(sample.getByText('in front', { exact: true })).toBeVisible();
  expect(await most(sample, 'front', 15)).toBe(0);
  expect((await look(sample)).red).toBeGreaterThan(80);

  await choose(sample, 'an area, cropped');
  await expect.poll(async () => (await look(sample)).front).toBeGreaterThan(20);
  await choose(sample, 'the whole tab');
  await expect.poll(() => look(sample)).toMatchObject({ size: '1280x720' });
  await expect.poll(async () => (await look(sample)).green).toBeGreaterThan(1);
  expect(await recorded.trackStates()).toEqual(['live']);

  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
});

test('another element is switched to while the sharing goes on, and the band in front comes and goes', async ({
  sample,
}) => {
  await choose(sample, 'an element alone'); // before Start
  await sample.getByRole('combobox', { name: 'Which' }).selectOption('the blue one');
  await press(sample, 'Start');
  await expect.poll(() => look(sample)).toMatchObject({ size: '320x180', red: 0, green: 0 });
  expect((await look(sample)).blue).toBeGreaterThan(80);
  for (const what of ['an element alone', 'an area, cropped'])
    for (const [option, colour] of [
      ['the green one', 'green'],
      ['the red one', 'red'],
      ['the blue one', 'blue'],
    ] as const) {
      await choose(sample, what);
      await sample.getByRole('combobox', { name: 'Which' }).selectOption(option);
      await expect.poll(async () => (await look(sample))[colour]).toBeGreaterThan(80);
      expect((await look(sample)).size).toBe('320x180');
    }
  await inFront(sample).check();
  await expect.poll(async () => (await look(sample)).front).toBeGreaterThan(20);
  await expectToSuitEverybody(sample); // where every sample is looked at, there is no tab to capture
  await inFront(sample).uncheck();
  await expect.poll(async () => (await look(sample)).front).toBe(0);
});

test('of many quick choices the last one counts', async ({ sample }) => {
  await start(sample);
  await sample.evaluate(() => {
    const [tab, crop, alone] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
    for (const radio of [crop!, alone!, tab!, alone!, crop!, tab!, alone!]) radio.click();
  });
  await inFront(sample).check();
  await expect.poll(() => look(sample)).toMatchObject({ size: '320x180', front: 0 });
  await expect(status(sample)).toContainText('The element alone');
  await sample.evaluate(() => {
    const [, crop, alone] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
    for (const radio of [crop!, alone!, crop!]) radio.click();
    document.querySelector<HTMLButtonElement>('#stop')!.click();
    document.querySelector<HTMLButtonElement>('#start')!.click();
  });
  await expect.poll(async () => (await look(sample)).front).toBeGreaterThan(20);
  expect((await look(sample)).size).toBe('320x180');
});

test('what is out of sight gives no picture, which is said', async ({ sample }) => {
  await choose(sample, 'an area, cropped');
  await press(sample, 'Start');
  await expect(figure(sample, 'The picture')).toHaveText('320 × 180');
  await sample.setViewportSize({ width: 1280, height: 200 });
  await sample.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(figure(sample, 'The picture')).toContainText('out of sight');
  await expect(figure(sample, 'The picture')).toHaveClass('warning');
  await sample.setViewportSize({ width: 1280, height: 720 });
  await sample.evaluate(() => scrollTo(0, 0));
  await expect(figure(sample, 'The picture')).toHaveText('320 × 180');
});

test('a screen instead of the tab is not shared, and what ends outside is said', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  const page = await sampleIn(launch.usual);
  await press(page, 'Start');
  await expect(status(page)).toContainText('share this tab');
  expect(await recordedOf(page).trackStates()).toEqual(['ended']);
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();

  await start(sample);
  await sample.evaluate(() => {
    const [track] = window.recorder.tracks;
    track!.stop();
    track!.dispatchEvent(new Event('ended'));
  });
  await expect(status(sample)).toContainText('ended outside this page');
  await expect.poll(() => recorded.open()).toEqual(nothing);
  await start(sample);
});

test('a browser that will not limit is not trusted in silence', async ({ sample }) => {
  await start(sample);
  await sample.evaluate(() => {
    const refuse = () => Promise.reject(new DOMException('other tab', 'NotAllowedError'));
    Object.assign(window.recorder.tracks[0]!, { cropTo: refuse });
  });
  await choose(sample, 'an area, cropped');
  await expect(status(sample)).toContainText('That is another tab');
  await choose(sample, 'an element alone');
  await expect.poll(() => look(sample)).toMatchObject({ size: '320x180' });
});
