import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const status = (page: Page) => page.getByRole('status');
const cameraTable = (page: Page) => page.getByRole('table', { name: /^Camera/ });
const microphoneTable = (page: Page) => page.getByRole('table', { name: /^Microphone/ });
const setting = (table: ReturnType<Page['getByRole']>, property: string) =>
  table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name: property, exact: true }) });

/** How many frames the preview has shown so far. */
const frames = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);

test('Start shows a moving picture with its settings, Stop gives the devices back, and it starts again', async ({
  sample,
  recorded,
}) => {
  await button(sample, 'Start').click();
  await expect(status(sample)).toContainText('fake_device_0');
  await expect(status(sample)).toContainText('640 × 480');
  const size = await sample
    .locator('video')
    .evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight]);
  expect(size).toEqual([640, 480]);
  const before = await frames(sample);
  await expect.poll(() => frames(sample)).toBeGreaterThan(before + 5);

  // The table says what the track says: the setting first, then the capability.
  await expect(setting(cameraTable(sample), 'width').getByRole('cell')).toHaveText(['640', /^\d+ to \d{4}$/]);
  await expect(setting(cameraTable(sample), 'height').getByRole('cell')).toHaveText(['480', /^\d+ to \d{4}$/]);
  await expect(setting(cameraTable(sample), 'frameRate').getByRole('cell').first()).toHaveText('20');
  const deviceId = await sample.evaluate(
    () => window.recorder.tracks.find(({ kind }) => kind === 'video')?.getSettings().deviceId,
  );
  await expect(setting(cameraTable(sample), 'deviceId').getByRole('cell')).toHaveText([
    deviceId ?? 'no id',
    'only this one',
  ]);
  await expect(microphoneTable(sample)).toContainText('Fake Default Audio Input');
  await expect(setting(microphoneTable(sample), 'echoCancellation')).toHaveCount(1);

  await button(sample, 'Stop').click();
  expect(await recorded.trackStates()).toEqual(['ended', 'ended']);
  expect(await sample.locator('video').evaluate((video: HTMLVideoElement) => video.srcObject)).toBeNull();
  await expect(sample.getByRole('table')).toHaveCount(0);

  await button(sample, 'Start').click();
  await expect(status(sample)).toContainText('640 × 480');
  expect(await recorded.liveTracks()).toBe(2);
});

test('Mirror and Fit change the preview', async ({ sample }) => {
  const style = (property: 'transform' | 'objectFit') =>
    sample.locator('video').evaluate((video, name) => getComputedStyle(video)[name], property);
  expect(await style('transform')).toBe('none');
  expect(await style('objectFit')).toBe('contain');
  await box(sample, 'Mirror').check();
  expect(await style('transform')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  for (const fit of ['cover', 'fill', 'contain']) {
    await sample.getByRole('combobox', { name: 'Fit' }).selectOption(fit);
    expect(await style('objectFit')).toBe(fit);
  }
});

test('only what is ticked is asked for', async ({ sample }) => {
  await box(sample, 'Audio').uncheck();
  await button(sample, 'Start').click();
  await expect(cameraTable(sample)).toBeVisible();
  expect(await sample.evaluate(() => window.recorder.tracks.map((track) => track.kind))).toEqual(['video']);
  await button(sample, 'Stop').click();

  await box(sample, 'Video').uncheck();
  await button(sample, 'Start').click();
  await expect(status(sample)).toContainText('Tick Video or Audio');
  await expect(button(sample, 'Start')).toBeEnabled();

  await box(sample, 'Video').check();
  await button(sample, 'Start').click();
  await expect(cameraTable(sample)).toBeVisible();
});

test('Stop while the browser still asks leaves nothing on', async ({ sample, recorded }) => {
  await sample.evaluate(() => {
    for (const id of ['start', 'stop', 'start', 'start', 'stop']) document.getElementById(id)?.click();
  });
  // Both requests are answered after Stop; what they bring is released at once.
  await expect.poll(async () => (await recorded.trackStates()).length).toBe(4);
  await expect.poll(() => recorded.liveTracks()).toBe(0);
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
  await expect(button(sample, 'Start')).toBeEnabled();
});

test('a device that is taken away is named, and the rest is given back', async ({ sample, recorded }) => {
  await button(sample, 'Start').click();
  await expect(cameraTable(sample)).toBeVisible();
  // What the browser does when the camera is unplugged; no flag does it.
  await sample.evaluate(() =>
    window.recorder.tracks.find(({ kind }) => kind === 'video')?.dispatchEvent(new Event('ended')),
  );
  await expect(status(sample)).toContainText('“fake_device_0” was taken away');
  expect(await recorded.liveTracks()).toBe(0);
  await expect(button(sample, 'Start')).toBeEnabled();
});

test('without a camera a sentence says so, and the microphone can be used alone', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('No camera was found');
  await expect(page.locator('.shell')).toHaveCount(0);

  await box(page, 'Video').uncheck();
  await button(page, 'Start').click();
  await expect(microphoneTable(page)).toBeVisible();
  await expect(cameraTable(page)).toHaveCount(0);
  expect(await recordedOf(page).trackStates()).toEqual(['live']);
  await button(page, 'Stop').click();
  expect(await recordedOf(page).trackStates()).toEqual(['ended']);
});

test('a refusal is a sentence with a remedy', async ({ sampleIn }) => {
  const page = await sampleIn(launch.denied);
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('Access was refused. Allow it');
  await expect(page.locator('.shell')).toHaveCount(0);
  await expect(button(page, 'Start')).toBeEnabled();
  await expect(button(page, 'Stop')).toBeDisabled();
});
