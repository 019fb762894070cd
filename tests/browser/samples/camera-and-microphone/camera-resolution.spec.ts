import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.getByRole('status');
const widthSlider = (page: Page) => page.getByRole('slider', { name: /^Width, live/ });
const fact = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Asked and got' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell');
const scanRows = (page: Page) =>
  page
    .getByRole('table', { name: 'Scan of all sizes' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });

const video = (page: Page) =>
  page.locator('video').evaluate((element: HTMLVideoElement) => {
    const [track] = (element.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
    return {
      size: `${element.videoWidth}x${element.videoHeight}`,
      id: track?.id,
      state: track?.readyState,
      label: track?.label,
      frames: element.getVideoPlaybackQuality().totalVideoFrames,
    };
  });

async function expectMoving(page: Page) {
  const { frames } = await video(page);
  await expect.poll(async () => (await video(page)).frames).toBeGreaterThan(frames + 2);
}

async function choose(page: Page, name: string, size: string) {
  await button(page, name).click();
  await expect(status(page)).toContainText(`${name}: the picture is ${size.replace('x', ' × ')}.`);
  expect((await video(page)).size).toBe(size);
}

const possible = [
  ['160x120', '160x120'],
  ['180p', '320x180'],
  ['QVGA', '320x240'],
  ['360p', '640x360'],
  ['VGA', '640x480'],
  ['720p', '1280x720'],
  ['1080p', '1920x1080'],
  ['4K UHD', '3840x2160'],
] as const;

test('eight sizes are given exactly, by one track', async ({ sample, recorded }) => {
  for (const [name, size] of possible) {
    await choose(sample, name, size);
    await expect(fact(sample, 'Asked for')).toHaveText(size.replace('x', ' × '));
    await expect(fact(sample, 'The track says')).toHaveText(size.replace('x', ' × '));
    await expect(fact(sample, 'The picture is')).toHaveText(`${size.replace('x', ' × ')}, as asked`);
  }
  expect(await recorded.trackStates()).toEqual(['live']);
  await choose(sample, 'VGA', '640x480');
  await button(sample, 'Stop').click();
  expect(await recorded.trackStates()).toEqual(['ended']);
  expect((await video(sample)).id).toBeUndefined();
});

for (const name of ['Cinema 4K', '8K'])
  test(`${name} is more than the camera has: the error names the width, and the picture goes on`, async ({
    sample,
  }) => {
    await choose(sample, '720p', '1280x720');
    const { id } = await video(sample);
    await button(sample, name).click();
    await expect(status(sample)).toHaveText(
      `${name}: OverconstrainedError: no camera meets “width”. The picture goes on as it was.`,
    );
    expect(await video(sample)).toMatchObject({ id, state: 'live', size: '1280x720' });
    await expectMoving(sample);
    await expect(fact(sample, 'Asked for')).toHaveText('1280 × 720');

    // As a wish it gives the nearest, and the table warns.
    await sample.getByRole('radio', { name: /^ideal/ }).check();
    await button(sample, name).click();
    await expect(status(sample)).toHaveText(new RegExp(`^${name}: the picture is 3840 × \\d+, not as asked\\.$`));
    await expect(fact(sample, 'The picture is')).toHaveText(/^3840 × \d+, not as asked$/);
    await expect(fact(sample, 'The picture is')).toHaveClass('warning');
  });

test('a first size that cannot be had is a sentence, and another one starts', async ({ sample, recorded }) => {
  await button(sample, '8K').click();
  await expect(status(sample)).toHaveText('8K: OverconstrainedError: no camera meets “width”.');
  expect(await recorded.liveTracks()).toBe(0);
  await choose(sample, 'QVGA', '320x240');
});

test('the scan tells of all ten sizes, and goes back to the one before', async ({ sample, recorded }) => {
  await choose(sample, '360p', '640x360');
  await button(sample, 'Scan all').click();
  await expect(status(sample)).toHaveText(
    'Scanned: the table tells what this camera gives. Back to the size before. 360p: the picture is 640 × 360.',
    { timeout: 30_000 },
  );
  await expect(scanRows(sample)).toHaveCount(10);
  for (const [at, [name, size]] of possible.entries()) {
    const words = size.replace('x', ' × ');
    await expect(scanRows(sample).nth(at).getByRole('rowheader')).toHaveText(name);
    await expect(scanRows(sample).nth(at).getByRole('cell')).toHaveText([words, words, '20', 'as asked']);
  }
  for (const [at, words] of [
    [8, '4096 × 2160'],
    [9, '7680 × 4320'],
  ] as const)
    await expect(scanRows(sample).nth(at).getByRole('cell')).toHaveText([
      words,
      '–',
      '–',
      'OverconstrainedError width',
    ]);
  expect((await video(sample)).size).toBe('640x360');
  expect(await recorded.trackStates()).toEqual(['live']);
});

test('Stop ends a scan', async ({ sample, recorded }) => {
  await choose(sample, 'VGA', '640x480');
  await button(sample, 'Scan all').click();
  await expect(scanRows(sample).first()).toBeVisible();
  await button(sample, 'Stop').click();
  await expect(status(sample)).toHaveText('Stopped. Choose a size.');
  await expect(sample.getByRole('progressbar')).toBeHidden();
  expect(await recorded.liveTracks()).toBe(0);
  await choose(sample, 'QVGA', '320x240');
  expect(await scanRows(sample).count()).toBeLessThan(10);
});

test('resizeMode none allows only sizes of the camera itself', async ({ sample }) => {
  await choose(sample, 'VGA', '640x480');
  await sample.getByLabel('resizeMode').selectOption('none');
  await button(sample, '160x120').click();
  await expect(status(sample)).toContainText('160x120: OverconstrainedError: no camera meets “width”.');
  expect((await video(sample)).size).toBe('640x480');
  await choose(sample, 'QVGA', '320x240');
  await expect(fact(sample, 'resizeMode')).toHaveText('none');
  await sample.getByLabel('resizeMode').selectOption('crop-and-scale');
  await choose(sample, '160x120', '160x120');
  await expect(fact(sample, 'resizeMode')).toHaveText('crop-and-scale');
});

test('the slider changes the width at once, and keeps the ratio if it is locked', async ({ sample, recorded }) => {
  await expect(widthSlider(sample)).toBeDisabled();
  await choose(sample, '720p', '1280x720');
  await expect(widthSlider(sample)).toHaveValue('1280');
  for (const [width, size] of [
    ['800', '800x450'],
    ['501', '501x282'],
    ['1000', '1000x563'],
  ] as const) {
    await widthSlider(sample).fill(width);
    await expect.poll(async () => (await video(sample)).size).toBe(size);
  }
  await sample.getByLabel('Lock the aspect ratio').uncheck();
  await widthSlider(sample).fill('500');
  await expect.poll(async () => (await video(sample)).size).toMatch(/^500x(?!281|282)\d+$/);
  await expect(fact(sample, 'Asked for')).toHaveText('500 × any height');
  // Many positions at once: the last one counts.
  await widthSlider(sample).evaluate((slider: HTMLInputElement) => {
    for (const value of [510, 600, 700, 777]) {
      slider.valueAsNumber = value;
      slider.dispatchEvent(new Event('input'));
    }
  });
  await expect.poll(async () => (await video(sample)).size).toMatch(/^777x/);
  await expect(status(sample)).toContainText('Live: the picture is 777 ×');
  expect(await recorded.trackStates()).toEqual(['live']);
});

test('Pause holds the picture and leaves the camera on', async ({ sample, recorded }) => {
  await choose(sample, 'VGA', '640x480');
  await button(sample, 'Pause picture').click();
  await expect(status(sample)).toContainText('paused; the camera is still on');
  expect(await sample.locator('video').evaluate((element: HTMLVideoElement) => element.paused)).toBe(true);
  expect(await recorded.trackStates()).toEqual(['live']);
  await button(sample, 'Resume picture').click();
  await expectMoving(sample);
  // A new size is shown, also after a pause.
  await button(sample, 'Pause picture').click();
  await choose(sample, 'QVGA', '320x240');
  await expectMoving(sample);
});

test('the picture can be shown point by point', async ({ sample }) => {
  await choose(sample, '1080p', '1920x1080');
  const width = () => sample.locator('video').evaluate((element) => element.clientWidth);
  expect(await width()).toBeLessThan(700);
  await sample.getByLabel('Fit the picture').uncheck();
  expect(await width()).toBe(1920);
  await sample.getByLabel('Fit the picture').check();
  expect(await width()).toBeLessThan(700);
});

test('another camera takes over with the same size, and an unplugged one is followed by the next', async ({
  sampleIn,
}) => {
  const page = await sampleIn(launch.threeCameras);
  await choose(page, '720p', '1280x720');
  await page.getByRole('combobox', { name: 'Camera', exact: true }).selectOption('fake_device_2');
  await expect(status(page)).toContainText('720p: the picture is 1280 × 720.');
  expect(await video(page)).toMatchObject({ label: 'fake_device_2', size: '1280x720' });
  expect(await recordedOf(page).trackStates()).toEqual(['ended', 'live']);

  // What the browser does when the camera is unplugged; no flag does it.
  await page.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(page)).toHaveText('“fake_device_2” was taken away. 720p: the picture is 1280 × 720.');
  expect((await video(page)).label).toBe('fake_device_0');
  expect(await recordedOf(page).trackStates()).toEqual(['ended', 'ended', 'live']);
});

test('Stop while the browser still asks leaves nothing on, and another size waits for its turn', async ({
  sample,
  recorded,
}) => {
  const press = (names: string[]) =>
    sample.evaluate((wanted) => {
      const all = [...document.querySelectorAll('button')];
      for (const name of wanted) all.find((one) => one.textContent === name)?.click();
    }, names);
  // Asking of the browser begins a moment after the press.
  await press(['VGA']);
  await press(['Stop', '720p']);
  await expect(status(sample)).toHaveText('720p: the picture is 1280 × 720.');
  expect(await recorded.trackStates()).toEqual(['ended', 'live']);

  await press(['Stop', 'VGA', 'Stop', 'QVGA', 'Stop']);
  await expect.poll(() => recorded.liveTracks()).toBe(0);
  await expect(status(sample)).toHaveText('Stopped. Choose a size.');
  await choose(sample, 'QVGA', '320x240');
});

for (const [what, options, sentence] of [
  ['no camera', launch.noCamera, 'No camera was found. Plug one in'],
  ['a refusal', launch.denied, 'The camera was refused. Allow it'],
] as const)
  test(`${what} is a sentence with a remedy`, async ({ sampleIn }) => {
    const page = await sampleIn(options);
    await button(page, 'VGA').click();
    await expect(status(page)).toContainText(sentence);
    await expect(button(page, 'VGA')).toBeEnabled();
    await expect(button(page, 'Scan all')).toBeDisabled();
  });
