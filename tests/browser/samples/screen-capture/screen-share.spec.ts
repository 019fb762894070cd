import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const status = (page: Page) => page.getByRole('status').first();
const start = (page: Page) => page.getByRole('button', { name: 'Start' }).click();
const stop = (page: Page) => page.getByRole('button', { name: 'Stop' }).click();
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }).first() });
const got = (page: Page, name: string) => row(page, name).getByRole('cell').nth(2);

const videoSize = (page: Page) =>
  page.locator('#screen').evaluate((video: HTMLVideoElement) => `${video.videoWidth}x${video.videoHeight}`);

test('without a wish a monitor is shared, and Stop ends it', async ({ sample, recorded }) => {
  await start(sample);
  await expect(status(sample)).toHaveText('Sharing picture.');
  await expect.poll(() => videoSize(sample)).toBe('1280x720');
  await expect(got(sample, 'displaySurface')).toHaveText('monitor');
  await expect(got(sample, 'width')).toHaveText('1280');
  await expect(got(sample, 'height')).toHaveText('720');
  await expect(got(sample, 'sound')).toHaveText('no');
  expect(await recorded.trackStates()).toEqual(['live']);

  const frames = () =>
    sample.locator('#screen').evaluate((v: HTMLVideoElement) => v.getVideoPlaybackQuality().totalVideoFrames);
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 3);

  await stop(sample);
  expect(await recorded.trackStates()).toEqual(['ended']);
  expect(await sample.locator('#screen').evaluate((video: HTMLVideoElement) => video.srcObject)).toBeNull();
});

for (const surface of ['window', 'browser'])
  test(`the wish for a ${surface} is honoured`, async ({ sample }) => {
    await sample.getByLabel('displaySurface').selectOption(surface);
    await start(sample);
    await expect(row(sample, 'displaySurface').getByRole('cell')).toHaveText(['displaySurface', surface, surface]);
  });

test('sound is a second track, and what was not given is marked', async ({ sample, recorded }) => {
  await sample.getByLabel('sound').check();
  await sample.getByLabel('systemAudio').selectOption('include');
  await sample.getByLabel('suppressLocalAudioPlayback').check();
  await sample.getByLabel('restrictOwnAudio').check();
  await start(sample);
  await expect(status(sample)).toHaveText(/^Sharing (picture and sound|sound and picture)\.$/);
  expect(await recorded.trackStates()).toEqual(['live', 'live']);
  await expect(got(sample, 'suppressLocalAudioPlayback')).toHaveText('yes');
  await expect(got(sample, 'systemAudio')).toHaveText('cannot be read back');
  // The fake device does not restrict anything, and the table must not pretend that it did.
  await expect(got(sample, 'restrictOwnAudio')).toHaveText('no, differs');
  await stop(sample);
  expect(await recorded.liveTracks()).toBe(0);
});

test('without monitors a tab is shared, and wishes that contradict each other are named', async ({ sample }) => {
  await sample.getByLabel('monitorTypeSurfaces').selectOption('exclude');
  await start(sample);
  await expect(got(sample, 'displaySurface')).toHaveText('browser');
  await stop(sample);
  await sample.getByLabel('displaySurface').selectOption('monitor');
  await start(sample);
  await expect(status(sample)).toContainText('contradict each other');
  await sample.getByLabel('displaySurface').selectOption('window');
  await start(sample);
  await expect(got(sample, 'displaySurface')).toHaveText('browser, differs');
});

async function wishForSmall(page: Page) {
  await page.getByLabel('width').fill('640');
  await page.getByLabel('height').fill('360');
  await page.getByLabel('frameRate').fill('5');
}

test('size and rate are honoured', async ({ sample }) => {
  await sample.setViewportSize({ width: 1280, height: 720 });
  await sample.getByLabel('displaySurface').selectOption('browser'); // this tab, which has the shape of what is asked for
  await wishForSmall(sample);
  await start(sample);
  await expect.poll(() => videoSize(sample)).toBe('640x360');
  for (const [name, value] of [
    ['width', '640'],
    ['height', '360'],
    ['frameRate', '5'],
  ] as const)
    await expect(row(sample, name).getByRole('cell')).toHaveText([name, value, value]);
});

test('another shape is fitted into the size, the table says so, and five frames a second are five', async ({
  sample,
}) => {
  await wishForSmall(sample);
  await start(sample);
  await expect.poll(() => videoSize(sample)).toBe('480x360');
  await expect(got(sample, 'width')).toHaveText('480, differs');
  await expect(got(sample, 'size of the frames')).toHaveText('480x360');

  const intervalMs = await sample.locator('#screen').evaluate(
    (video: HTMLVideoElement) =>
      new Promise<number>((resolve) => {
        const first = { atMs: 0, frames: 0 };
        const look = (nowMs: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
          if (first.frames === 0) Object.assign(first, { atMs: nowMs, frames: presentedFrames });
          const frames = presentedFrames - first.frames;
          if (frames >= 10) resolve((nowMs - first.atMs) / frames);
          else video.requestVideoFrameCallback(look);
        };
        video.requestVideoFrameCallback(look);
      }),
  );
  expect(intervalMs).toBeGreaterThan(160);
});

test('every wish at once is taken, with each focus behaviour', async ({ sample }) => {
  for (const [name, value] of [
    ['displaySurface', 'browser'],
    ['monitorTypeSurfaces', 'include'],
    ['selfBrowserSurface', 'include'],
    ['surfaceSwitching', 'include'],
    ['systemAudio', 'exclude'],
    ['windowAudio', 'window'],
  ] as const)
    await sample.getByLabel(name).selectOption(value);
  for (const behaviour of ['focus-captured-surface', 'focus-capturing-application', 'no-focus-change']) {
    await sample.getByLabel('setFocusBehavior').selectOption(behaviour);
    await start(sample);
    await expect(status(sample)).toHaveText('Sharing picture.');
    await expect(got(sample, 'setFocusBehavior')).toHaveText('cannot be read back');
    await expect(row(sample, 'windowAudio').getByRole('cell')).toHaveText([
      'windowAudio',
      'window',
      'cannot be read back',
    ]);
    await stop(sample);
  }
});

test('a captured tab has a zoom level, and a monitor has none', async ({ sample, sampleIn }) => {
  await start(sample);
  await expect(sample.locator('#zoom-level')).toHaveText('Only a tab can be zoomed.');
  await expect(sample.getByRole('button', { name: 'Zoom +' })).toBeDisabled();

  const page = await sampleIn(launch.tabCapture);
  await start(page);
  await expect(page.locator('#zoom-level')).toHaveText('100 % (17 levels, 25 to 500 %)');
  // Nobody is there to allow it, and it is the page's own tab besides: the refusal is said, and the level stays.
  await page.getByRole('button', { name: 'Zoom +' }).click();
  await expect(status(page)).toContainText('The zoom was not changed. It was not allowed');
  await expect(page.locator('#zoom-level')).toContainText('100 %');
  await stop(page);
  await expect(page.getByRole('button', { name: 'Zoom +' })).toBeDisabled();
});

test('sound alone is refused in a sentence, and so is nothing at all', async ({ sample, recorded }) => {
  await sample.getByLabel('picture').uncheck();
  await sample.getByLabel('sound').check();
  await start(sample);
  await expect(status(sample)).toContainText('Sound cannot be shared alone');
  await expect(sample.getByRole('button', { name: 'Stop' })).toBeDisabled();
  await sample.getByLabel('sound').uncheck();
  await start(sample);
  await expect(status(sample)).toContainText('Nothing was asked for');
  await sample.getByLabel('sound').check();
  await sample.getByLabel('picture').check();
  await start(sample);
  await expect.poll(() => recorded.trackStates()).toEqual(['live', 'live']);
});

test('an end from outside is noticed', async ({ sample, recorded }) => {
  await sample.getByLabel('sound').check();
  await start(sample);
  await expect(status(sample)).toContainText('Sharing');
  await sample.evaluate(() =>
    window.recorder.tracks.find(({ kind }) => kind === 'video')?.dispatchEvent(new Event('ended')),
  );
  await expect(status(sample)).toContainText('ended outside this page');
  expect(await recorded.liveTracks()).toBe(0); // the sound is let go of too
  await expect(sample.getByRole('button', { name: 'Start' })).toBeEnabled();
});

test('a refusal has a remedy', async ({ sampleIn }) => {
  const page = await sampleIn(launch.denied);
  await start(page);
  await expect(status(page)).toContainText('Sharing was refused');
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();
});

test('Stop while the browser still asks', async ({ sampleIn }) => {
  const page = await sampleIn(launch.unasked);
  await start(page);
  await expect(status(page)).toContainText('Choose what to share');
  // The browser's own window may keep the mouse from the page, but not the keyboard or another script.
  await page.getByRole('button', { name: 'Stop' }).dispatchEvent('click');
  await expect(status(page)).toContainText('Stopped');
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();
  expect(await recordedOf(page).liveTracks()).toBe(0);
});

test('wishes that the browser does not know are off and say so', async ({ sample }) => {
  // This one has no choice about the cursor.
  await expect(sample.getByLabel('cursor')).toBeDisabled();
  await expect(sample.getByText('This browser does not know cursor and would ignore it.')).toBeVisible();
  await expect(sample.getByText(/would ignore it/)).toHaveCount(1);
  await expect(sample.getByLabel('windowAudio')).toBeEnabled();

  // And one without a CaptureController, and without some members.
  await sample.addInitScript(() => {
    Reflect.deleteProperty(window, 'CaptureController');
    const original: unknown = Reflect.get(MediaDevices.prototype, 'getDisplayMedia');
    MediaDevices.prototype.getDisplayMedia = function ({ video, audio }: DisplayMediaStreamOptions = {}) {
      return Reflect.apply(original as () => Promise<MediaStream>, this, [{ video, audio }]) as Promise<MediaStream>;
    };
  });
  await sample.reload();
  for (const name of ['setFocusBehavior', 'windowAudio', 'systemAudio', 'surfaceSwitching', 'selfBrowserSurface'])
    await expect(sample.getByLabel(name)).toBeDisabled();
  await start(sample);
  await expect(status(sample)).toHaveText('Sharing picture.');
  await expect(sample.getByRole('button', { name: 'Zoom +' })).toBeDisabled();
});
