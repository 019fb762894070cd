import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const slider = (page: Page, name: string) => page.getByRole('slider', { name: new RegExp(`^${name}:`) });
const status = (page: Page) => page.getByRole('status');
const preset = (page: Page, name: string) => page.getByLabel('Preset').selectOption({ label: name });
const previewFilter = (page: Page) => page.locator('video').evaluate((video) => getComputedStyle(video).filter);

type Colour = [red: number, green: number, blue: number, alpha: number];

/** The snapshot at eight points, one in each bar of the synthetic picture, above the ball. */
const points = (page: Page) =>
  page.getByRole('img', { name: 'Snapshot' }).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')!;
    return [40, 120, 200, 280, 360, 440, 520, 600].map((x) => [...context.getImageData(x, 100, 1, 1).data]);
  }) as Promise<Colour[]>;

async function start(page: Page, source = 'synthetic') {
  await page.getByLabel('Source').selectOption(source);
  await button(page, 'Start').click();
  await expect(button(page, 'Take snapshot')).toBeEnabled();
}

async function snapshot(page: Page) {
  await button(page, 'Take snapshot').click();
  await expect(status(page)).toHaveText('Taken. Compare the two pictures.');
  return points(page);
}

/** How far two snapshots lie apart at most. */
const distance = (some: Colour[], others: Colour[]) =>
  Math.max(...some.flatMap((colour, at) => colour.map((value, part) => Math.abs(value - others[at]![part]!))));

test('grayscale makes red, green and blue equal in the snapshot, and only if it is baked in', async ({
  sample,
  recorded,
}) => {
  await start(sample);
  const plain = await snapshot(sample);
  // The sixth bar is red: the synthetic picture has colours to lose.
  expect(plain[5]![0]).toBeGreaterThan(150);
  expect(plain[5]![2]).toBeLessThan(50);

  await slider(sample, 'Grayscale').fill('100');
  expect(await previewFilter(sample)).toBe('grayscale(1)');
  await expect(sample.getByText('filter: grayscale(100%);')).toBeVisible();
  const grey = await snapshot(sample);
  for (const [red, green, blue] of grey) {
    expect(Math.abs(red - green)).toBeLessThanOrEqual(1);
    expect(Math.abs(red - blue)).toBeLessThanOrEqual(1);
  }
  expect(new Set(grey.map(([red]) => red)).size).toBeGreaterThan(4);

  // The element is still grey; what it plays is not.
  await sample.getByLabel('Bake the filter').uncheck();
  expect(distance(await snapshot(sample), plain)).toBeLessThanOrEqual(4);
  expect(await previewFilter(sample)).toBe('grayscale(1)');

  await button(sample, 'Stop').click();
  expect(await recorded.trackStates()).toEqual(['ended']);
});

test('an inverted snapshot of the camera is 255 minus the plain one', async ({ sample }) => {
  await start(sample, 'camera');
  // The fake camera is green where nothing moves.
  const plain = await snapshot(sample);
  expect(Math.max(...plain[7]!.slice(0, 3))).toBeGreaterThan(30);
  await preset(sample, 'negative');
  await expect(slider(sample, 'Invert')).toHaveValue('100');
  const negative = await snapshot(sample);
  expect(distance(negative, plain)).toBeGreaterThan(50);
  // The last points are beside what the camera's clock draws.
  for (const part of [0, 1, 2] as const) expect(Math.abs(negative[7]![part] - (255 - plain[7]![part]))).toBeLessThan(8);
});

for (const [name, value, text] of [
  ['Brightness', '50', 'brightness(50%)'],
  ['Contrast', '20', 'contrast(20%)'],
  ['Hue', '120', 'hue-rotate(120deg)'],
  ['Invert', '100', 'invert(100%)'],
  ['Saturate', '20', 'saturate(20%)'],
  ['Sepia', '100', 'sepia(100%)'],
] as const)
  test(`${name} changes the element and the snapshot`, async ({ sample }) => {
    await start(sample);
    const plain = await snapshot(sample);
    await slider(sample, name).fill(value);
    await expect(sample.locator('#css')).toHaveText(`filter: ${text};`);
    expect(await previewFilter(sample)).not.toBe('none');
    expect(distance(await snapshot(sample), plain)).toBeGreaterThan(30);
  });

test('the blur of the snapshot is as wide as on the page, in points of the picture', async ({ sample }) => {
  await sample.setViewportSize({ width: 392, height: 800 });
  await start(sample);
  const shown = await sample.locator('video').evaluate((video) => video.clientWidth);
  await slider(sample, 'Blur').fill('10');
  await snapshot(sample);
  const [, blur] = /blur\(([\d.]+)px\)/.exec((await sample.locator('#caption').textContent()) ?? '')!;
  expect(Number(blur)).toBeCloseTo((10 * 640) / shown, 1);
  // Ten points beside the edge of two bars the colours have mixed: red has come into the blue bar.
  const [red] = await sample
    .getByRole('img', { name: 'Snapshot' })
    .evaluate((canvas: HTMLCanvasElement) => [...canvas.getContext('2d')!.getImageData(490, 100, 1, 1).data]);
  expect(red).toBeGreaterThan(30);
});

test('presets move the sliders, and a moved slider is a mixture of its own', async ({ sample }) => {
  const presets = sample.getByLabel('Preset');
  const filters = new Set<string>();
  for (const name of await presets.locator('option:enabled').allTextContents()) {
    await preset(sample, name.trim());
    filters.add(await previewFilter(sample));
  }
  expect(filters.size).toBe(8);
  await preset(sample, 'old photograph');
  await expect(slider(sample, 'Sepia')).toHaveValue('80');
  await expect(slider(sample, 'Saturate')).toHaveValue('100');
  expect(await previewFilter(sample)).toBe('brightness(1.1) contrast(0.9) sepia(0.8)');
  await slider(sample, 'Sepia').press('ArrowRight');
  await expect(slider(sample, 'Sepia')).toHaveValue('81');
  await expect(presets.locator('option:checked')).toHaveText('own mixture');
  await preset(sample, 'none');
  expect(await previewFilter(sample)).toBe('none');
});

test('the saved file holds the filtered picture', async ({ sample }) => {
  await start(sample);
  await expect(button(sample, 'Save snapshot')).toBeDisabled();
  await preset(sample, 'black and white');
  const grey = await snapshot(sample);
  const coming = sample.waitForEvent('download');
  await button(sample, 'Save snapshot').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('snapshot.png');
  const bytes = (await readFile(await download.path())).toString('base64');
  const [size, red, blue] = await sample.evaluate(async (base64) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${base64}` });
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const [red, , blue] = context.getImageData(440, 100, 1, 1).data;
    return [`${canvas.width}x${canvas.height}`, red, blue] as const;
  }, bytes);
  expect([size, red, blue]).toEqual(['640x480', grey[5]![0], grey[5]![2]]);
});

test('a browser without filters for a canvas says so, and takes the plain picture', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(CanvasRenderingContext2D.prototype, 'filter'));
  await page.goto('run/camera-and-microphone/css-filters/?source=synthetic');
  await expect(status(page)).toContainText('cannot draw a filter into a canvas');
  await expect(page.getByLabel('Bake the filter')).toBeDisabled();
  await preset(page, 'black and white');
  await start(page);
  const [, , , , , red] = await snapshot(page);
  expect(red![0]).toBeGreaterThan(150);
  expect(red![2]).toBeLessThan(50);
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
  await expect(status(sample)).toHaveText('Stopped. Press Start.');

  await start(sample, 'camera');
  // What the browser does when the camera is unplugged; no flag does it.
  await sample.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('The camera was taken away.');
  await expect(button(sample, 'Take snapshot')).toBeDisabled();
  expect(await recorded.liveTracks()).toBe(0);
});

test('without a camera there is a sentence, and the synthetic picture works', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('No camera or microphone was found.');
  await start(page);
  expect((await snapshot(page))[5]![0]).toBeGreaterThan(150);
  expect(await recordedOf(page).liveTracks()).toBe(1);
});
