import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.getByRole('status');
const pictures = (page: Page) => page.getByRole('list', { name: 'Gallery' }).getByRole('listitem');
/** What stands below the newest picture. */
const facts = (page: Page) => pictures(page).first().getByRole('paragraph').first();

async function start(page: Page, source = 'camera') {
  await page.getByLabel('Source').selectOption(source);
  await button(page, 'Start').click();
  await expect(button(page, 'Shutter')).toBeEnabled();
}

async function shoot(page: Page, method: string, format = 'PNG') {
  const before = await pictures(page).count();
  await page.getByLabel('Method').selectOption(method);
  if (method !== 'takePhoto') await page.getByLabel('Format').selectOption(format);
  await button(page, 'Shutter').click();
  await expect(pictures(page)).toHaveCount(before + 1);
  await expect(status(page)).toHaveText(new RegExp(`^Taken by ${method} in \\d+ ms\\.$`));
}

/** The newest picture as the browser reads it: its size, and its brightest point. */
const look = (page: Page) =>
  pictures(page)
    .first()
    .getByRole('img')
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const brightest = data.reduce((most, value, at) => (at % 4 === 3 ? most : Math.max(most, value)), 0);
      return { size: `${canvas.width}x${canvas.height}`, brightest };
    });

/** The newest picture as its file. */
async function download(page: Page) {
  const coming = page.waitForEvent('download');
  await pictures(page).first().getByRole('link').click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

for (const method of ['canvas', 'grabFrame', 'takePhoto'])
  test(`${method} takes a picture of the camera that is not black`, async ({ sample, recorded }) => {
    await start(sample);
    await shoot(sample, method);
    const picture = await look(sample);
    expect(picture.size).toBe('640x480');
    expect(picture.brightest).toBeGreaterThan(60);
    const { name, bytes } = await download(sample);
    expect(name).toBe('picture-1.png');
    expect(bytes.length).toBeGreaterThan(200);
    await expect(facts(sample)).toHaveText(`${method}, image/png, 640 × 480, ${Math.ceil(bytes.length / 1024)} KiB`);
    await button(sample, 'Stop').click();
    expect(await recorded.trackStates()).toEqual(['ended']);
    await expect(pictures(sample)).toHaveCount(1);
  });

for (const [format, type, extension, beginning] of [
  ['PNG', 'image/png', 'png', /^89504e470d0a1a0a/],
  ['JPEG', 'image/jpeg', 'jpg', /^ffd8ff/],
  ['WebP', 'image/webp', 'webp', /^52494646.{8}57454250/],
] as const)
  test(`${format} is downloaded as ${format}`, async ({ sample }) => {
    await start(sample, 'synthetic');
    await shoot(sample, 'canvas', format);
    await expect(facts(sample)).toContainText(`canvas, ${type}, 640 × 480`);
    const { name, bytes } = await download(sample);
    expect(name).toBe(`picture-1.${extension}`);
    expect(bytes.toString('hex', 0, 12)).toMatch(beginning);
  });

test('a lower quality makes a smaller file, and PNG and takePhoto have none', async ({ sample }) => {
  await start(sample, 'synthetic');
  const quality = sample.getByRole('slider', { name: 'Quality' });
  await expect(quality).toBeDisabled();
  const sizes: number[] = [];
  for (const value of ['100', '10']) {
    await sample.getByLabel('Format').selectOption('JPEG');
    await quality.fill(value);
    await shoot(sample, 'grabFrame', 'JPEG');
    sizes.push((await download(sample)).bytes.length);
  }
  expect(sizes[1]).toBeLessThan(sizes[0]! / 2);
  await sample.getByLabel('Method').selectOption('takePhoto');
  await expect(sample.getByLabel('Format')).toBeDisabled();
  await expect(quality).toBeDisabled();
});

test('a countdown is shown and said, and can be cancelled', async ({ sample }) => {
  await start(sample, 'synthetic');
  await sample.getByLabel('Countdown').selectOption('10 seconds');
  await button(sample, 'Shutter').click();
  await expect(status(sample)).toHaveText('Taking a picture in 10 …');
  await expect(sample.locator('#seconds')).toHaveText('10');
  await expect(button(sample, 'Shutter')).toBeDisabled();
  await button(sample, 'Cancel countdown').click();
  await expect(sample.locator('#seconds')).toHaveText('');

  await sample.getByLabel('Countdown').selectOption('3 seconds');
  const began = performance.now();
  await button(sample, 'Shutter').click();
  for (const left of ['3', '2', '1']) await expect(sample.locator('#seconds')).toHaveText(left);
  await expect(status(sample)).toContainText('Taken by canvas');
  expect(performance.now() - began).toBeGreaterThan(2900);
  await expect(pictures(sample)).toHaveCount(1); // nothing came of the cancelled one

  // Stop in the middle ends the countdown too, and the next picture is the second.
  await button(sample, 'Shutter').click();
  await button(sample, 'Stop').click();
  await expect(sample.locator('#seconds')).toHaveText('');
  await sample.getByLabel('Countdown').selectOption('none');
  await start(sample, 'synthetic');
  await shoot(sample, 'canvas');
  await expect(pictures(sample)).toHaveCount(2);
});

test('Clear gallery takes the pictures away and gives their memory back', async ({ sample }) => {
  await start(sample, 'synthetic');
  await expect(button(sample, 'Clear gallery')).toBeDisabled();
  await shoot(sample, 'canvas');
  await shoot(sample, 'canvas');
  await expect(sample.getByRole('img')).toHaveCount(2);
  const revoked = await sample.evaluate(() => {
    const addresses: string[] = [];
    URL.revokeObjectURL = (address) => void addresses.push(address);
    const shown = [...document.querySelectorAll('img')].map(({ src }) => src);
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Clear gallery')!.click();
    return shown.every((address) => addresses.includes(address));
  });
  expect(revoked).toBe(true);
  await expect(pictures(sample)).toHaveCount(0);
  await expect(button(sample, 'Clear gallery')).toBeDisabled();
});

test('a format that the browser cannot write is warned of', async ({ sample }) => {
  // As Safari does with WebP.
  await sample.evaluate(() => {
    const write: unknown = Reflect.get(OffscreenCanvas.prototype, 'convertToBlob');
    OffscreenCanvas.prototype.convertToBlob = function () {
      return Reflect.apply(write as () => Promise<Blob>, this, []);
    };
  });
  await start(sample, 'synthetic');
  await shoot(sample, 'canvas', 'WebP');
  await expect(pictures(sample).getByText('Asked for image/webp: this browser cannot write it.')).toBeVisible();
  await expect(facts(sample)).toContainText('image/png');
});

test('a camera that refuses to take a photo is a sentence, and the other methods go on', async ({ sample }) => {
  await sample.evaluate(() => {
    ImageCapture.prototype.takePhoto = () => Promise.reject(new DOMException('platform error', 'UnknownError'));
  });
  await start(sample, 'synthetic');
  await sample.getByLabel('Method').selectOption('takePhoto');
  await button(sample, 'Shutter').click();
  await expect(status(sample)).toHaveText('No picture came: UnknownError, platform error. Try another method.');
  await shoot(sample, 'canvas');
});

test('a browser without ImageCapture says so, and the canvas works', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'ImageCapture'));
  await page.goto('run/camera-and-microphone/snapshot/?source=synthetic');
  await expect(status(page)).toHaveText('Press Start. This browser has no grabFrame and no takePhoto.');
  await expect(page.getByLabel('Method').locator('option:disabled')).toHaveCount(2);
  await start(page, 'synthetic');
  await shoot(page, 'canvas');
  expect((await look(page)).brightest).toBe(255); // the ball
});

test('Stop while the browser still asks leaves nothing on, and an unplugged camera is a sentence', async ({
  sample,
  recorded,
}) => {
  await sample.evaluate(() => {
    for (const id of ['start', 'stop', 'start', 'start', 'stop']) document.getElementById(id)?.click();
  });
  await expect.poll(async () => (await recorded.trackStates()).length).toBe(2);
  await expect.poll(() => recorded.liveTracks()).toBe(0);

  await start(sample);
  await sample.getByLabel('Countdown').selectOption('10 seconds');
  await button(sample, 'Shutter').click();
  // What the browser does when the camera is unplugged; no flag does it.
  await sample.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('The camera was taken away.');
  await expect(sample.locator('#seconds')).toHaveText('');
  expect(await recorded.liveTracks()).toBe(0);
});

test('without a camera there is a sentence, and the synthetic picture works', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('No camera or microphone was found.');
  await start(page, 'synthetic');
  await shoot(page, 'grabFrame');
  expect((await look(page)).size).toBe('640x480');
  expect(await recordedOf(page).liveTracks()).toBe(1);
});
