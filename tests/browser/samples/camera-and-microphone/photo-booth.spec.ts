import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.getByRole('status');
const choose = (page: Page, effect: string) => page.getByRole('radio', { name: effect, exact: true }).check();
const strength = (page: Page, percent: number) => page.getByRole('slider', { name: /^Strength/ }).fill(String(percent));
const rate = async (page: Page) =>
  Number(/([\d.]+) pictures a second/.exec(await page.getByText('pictures a second').innerText())?.[1]);

async function start(page: Page, source = 'synthetic picture') {
  await page.getByLabel('Source').selectOption({ label: source });
  await page.getByRole('checkbox', { name: 'Mirror' }).uncheck();
  await page.getByLabel('Countdown').selectOption('none');
  await button(page, 'Start').click();
  await expect(button(page, 'Take picture')).toBeEnabled();
}

type Colour = [red: number, green: number, blue: number];

/** The picture that was taken: its colours in the middle of each of the eight bars, far above the ball. */
async function takePicture(page: Page): Promise<Colour[]> {
  await button(page, 'Take picture').click();
  await expect(button(page, 'Save')).toBeEnabled();
  return page.getByRole('img', { name: /^Taken/ }).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')!;
    return [40, 120, 200, 280, 360, 440, 520, 600].map(
      (x) => [...context.getImageData(x, 100, 1, 1).data.slice(0, 3)] as [number, number, number],
    );
  });
}

/** How far two pictures lie apart at most. */
const distance = (some: readonly Colour[], others: readonly Colour[]) =>
  Math.max(...some.flatMap((colour, at) => colour.map((value, part) => Math.abs(value - others[at]![part]!))));

/** The small picture of every effect: the row of points above the ball, and a sum over all points to tell pictures apart. */
const thumbnails = (page: Page) =>
  page.getByRole('group', { name: 'Effect' }).evaluate((group) =>
    [...group.querySelectorAll('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const colour = (x: number) => [...data.slice(4 * (20 * canvas.width + x), 4 * (20 * canvas.width + x) + 3)];
      return {
        name: canvas.parentElement!.textContent,
        sum: data.reduce((sum, value) => (Math.imul(sum, 31) + value) | 0, 0),
        row: Array.from({ length: canvas.width }, (_, x) => colour(x) as [number, number, number]),
      };
    }),
  );

test('Invert gives 255 minus each colour, the strength leads there, and Mirror turns the picture over', async ({
  sample,
  recorded,
}) => {
  await start(sample);
  await choose(sample, 'Invert');
  await strength(sample, 0);
  const plain = await takePicture(sample);
  expect(plain[5]![0]).toBeGreaterThan(150); // the sixth bar is red
  expect(plain[5]![2]).toBeLessThan(50);

  await strength(sample, 100);
  const inverted = await takePicture(sample);
  const expected = plain.map((colour) => colour.map((value) => 255 - value) as Colour);
  expect(distance(inverted, expected)).toBeLessThanOrEqual(3);
  await strength(sample, 50);
  expect(
    distance(
      await takePicture(sample),
      plain.map(() => [127, 127, 127]),
    ),
  ).toBeLessThanOrEqual(3);

  await strength(sample, 0);
  await sample.getByRole('checkbox', { name: 'Mirror' }).check();
  expect(distance(await takePicture(sample), plain.toReversed())).toBeLessThanOrEqual(3);
  await button(sample, 'Stop').click();
  expect(await recorded.trackStates()).toEqual(['ended']);
});

test('twelve thumbnails show twelve effects at work', async ({ sample }) => {
  await start(sample);
  // All have had their turn, and none is like another.
  await expect.poll(async () => new Set((await thumbnails(sample)).map(({ sum }) => sum)).size).toBe(12);
  const all = new Map((await thumbnails(sample)).map((one) => [one.name, one]));
  const row = (name: string) => all.get(name)!.row;
  // What an effect is known by, in the bars above the ball.
  for (const colour of row('Noir')) expect(Math.max(...colour) - Math.min(...colour)).toBeLessThanOrEqual(1);
  expect(distance(row('Twins').slice(0, 55), row('Twins').toReversed().slice(0, 55))).toBeLessThan(24);
  expect(row('Pencil').filter((colour) => Math.min(...colour) > 230).length).toBeGreaterThan(60); // paper
  expect(row('Pencil').filter((colour) => Math.max(...colour) < 210).length).toBeGreaterThan(3); // lines
  expect(row('Neon').filter((colour) => Math.max(...colour) < 25).length).toBeGreaterThan(60);
  const [black, red] = [row('Invert')[7]!, row('Invert')[82]!]; // of light grey, and of red
  expect(Math.max(...black)).toBeLessThan(100);
  expect(red[2] - red[0]).toBeGreaterThan(100);
  // Mosaic: 28 tiles over 120 points, so most points are like the one beside them.
  const mosaic = row('Mosaic');
  expect(mosaic.filter((colour, x) => distance([colour], [mosaic[x + 1] ?? colour]) === 0).length).toBeGreaterThan(80);

  // They are alive: the ball moves in them.
  const before = all.get('Swirl')!.sum;
  await expect.poll(async () => (await thumbnails(sample))[10]!.sum).not.toBe(before);
});

test('a strip holds four pictures of different moments, and is saved as a PNG', async ({ sample }) => {
  await start(sample, 'front camera');
  await choose(sample, 'Bulge');
  await sample.getByLabel('Pictures').selectOption('a strip of four');
  await button(sample, 'Take picture').click();
  await expect(button(sample, 'Take picture')).toBeDisabled();
  await expect(button(sample, 'Save')).toBeEnabled();
  const strip = await sample
    .getByRole('img', { name: 'Taken: Bulge, a strip of four' })
    .evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d')!;
      const places = [0, 1, 2, 3].map((at) => context.getImageData(16, 16 + 256 * at, 320, 240).data);
      return {
        size: `${canvas.width}x${canvas.height}`,
        // The fake camera is green, and its circle turns.
        green: places.map((data) => data.filter((value, at) => at % 4 === 1 && value > data[at - 1]! + 40).length),
        different: new Set(places.map((data) => data.join())).size,
        between: [...context.getImageData(160, 264, 1, 1).data],
      };
    });
  expect(strip).toMatchObject({ size: '352x1076', different: 4, between: [255, 255, 255, 255] });
  for (const points of strip.green) expect(points).toBeGreaterThan(50_000);

  // It stays when the camera is released.
  await button(sample, 'Stop').click();
  const coming = sample.waitForEvent('download');
  await button(sample, 'Save').click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('photo-strip.png');
  const bytes = await readFile(await file.path());
  expect(bytes.toString('hex', 0, 8)).toBe('89504e470d0a1a0a');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([352, 1076]);
  await expect(status(sample)).toHaveText(`Saved as photo-strip.png, ${Math.ceil(bytes.length / 1024)} KiB.`);
});

test('a countdown can be cancelled and stopped, and leaves the picture before alone', async ({ sample }) => {
  await start(sample);
  await takePicture(sample);
  await sample.getByLabel('Countdown').selectOption('3 seconds');
  await button(sample, 'Take picture').click();
  await expect(status(sample)).toHaveText('Picture 1 of 1 in 3 …');
  await expect(sample.locator('#seconds')).toHaveText('3');
  await button(sample, 'Cancel').click();
  await expect(sample.locator('#seconds')).toHaveText('');
  await expect(button(sample, 'Save')).toBeEnabled();

  await choose(sample, 'Noir');
  const began = performance.now();
  await button(sample, 'Take picture').click();
  await expect(sample.locator('#seconds')).toHaveText('1');
  await expect(sample.getByRole('img', { name: 'Taken: Noir, one picture' })).toBeVisible();
  expect(performance.now() - began).toBeGreaterThan(2900);
  await button(sample, 'Take picture').click();
  await button(sample, 'Stop').click();
  await expect(sample.locator('#seconds')).toHaveText('');
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
});

test('Share hands the file over where the browser can, and says so where it cannot', async ({
  page,
  sample: plain,
}) => {
  await expect(plain.getByText('Share is off')).toBeVisible(); // headless Chromium has no such list
  await page.addInitScript(() => {
    const shared: string[] = [];
    const share = ({ files }: ShareData) => {
      shared.push(files!.map(({ name, type, size }) => `${name} ${type} ${size > 1000}`).join());
      return shared.length === 1
        ? Promise.resolve()
        : Promise.reject(new DOMException('closed', shared.length === 2 ? 'AbortError' : 'DataError'));
    };
    Object.assign(navigator, { share, canShare: ({ files }: ShareData) => files?.[0]?.type === 'image/png' });
    Object.assign(window, { shared });
  });
  await page.reload();
  await expect(page.getByText('Share is off')).toBeHidden();
  await start(page);
  await expect(button(page, 'Share')).toBeDisabled();
  await takePicture(page);
  for (const sentence of [
    'Shared.',
    'Not shared. The picture is still here.',
    /refused to share it .*Save it instead/,
  ]) {
    await button(page, 'Share').click();
    await expect(status(page)).toHaveText(sentence);
  }
  expect(await page.evaluate(() => Reflect.get(window, 'shared') as string[])).toContain('photo.png image/png true');
});

test('it follows the camera, and a lost camera or graphics card is a sentence', async ({ sample, recorded }) => {
  // Stop while the browser still asks leaves nothing on.
  await sample.evaluate(() => {
    for (const id of ['start', 'stop', 'start', 'start', 'stop']) document.getElementById(id)?.click();
  });
  await expect.poll(async () => (await recorded.trackStates()).length).toBe(2);
  await expect.poll(() => recorded.liveTracks()).toBe(0);

  await start(sample, 'front camera');
  await expect(sample.getByText(/^640 × 480, [\d.]+ pictures a second \(the camera promises 20\)$/)).toBeVisible();
  // How many it is on a busy machine nobody knows; that it goes on is certain, and that no more than come are drawn, as soon as
  // those that were held up have been caught up with.
  await expect.poll(() => rate(sample)).toBeGreaterThan(4);
  await expect.poll(() => rate(sample)).toBeLessThan(25);
  await sample.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('The camera was taken away.');
  expect(await recorded.liveTracks()).toBe(0);

  await start(sample, 'synthetic picture');
  const loss = (method: 'loseContext' | 'restoreContext') =>
    sample.getByRole('img', { name: /^The camera/ }).evaluate((canvas: HTMLCanvasElement, call) => {
      const global = window as typeof window & { loss?: WEBGL_lose_context | null };
      global.loss ??= canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context');
      global.loss![call]();
    }, method);
  await loss('loseContext');
  await expect(status(sample)).toContainText('The graphics card was reset.');
  expect(await recorded.liveTracks()).toBe(0);
  await loss('restoreContext');
  await start(sample);
  await choose(sample, 'Invert');
  await strength(sample, 0);
  expect((await takePicture(sample))[5]![0]).toBeGreaterThan(150);
});

test('without WebGL 2 there is a sentence, and no camera is asked for', async ({ page, recorded, sampleIn }) => {
  await page.addInitScript(() => {
    const original: unknown = Reflect.get(HTMLCanvasElement.prototype, 'getContext');
    Reflect.set(
      HTMLCanvasElement.prototype,
      'getContext',
      function (this: HTMLCanvasElement, ...args: unknown[]): unknown {
        return args[0] === 'webgl2' ? null : (Reflect.apply(original as () => unknown, this, args) as unknown);
      },
    );
  });
  await page.reload();
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('This browser gives no WebGL 2 here.');
  expect(await recorded.trackStates()).toEqual([]);

  const empty = await sampleIn(launch.noCamera);
  await button(empty, 'Start').click();
  await expect(status(empty)).toContainText('No camera or microphone was found.');
  await start(empty);
  expect((await takePicture(empty)).length).toBe(8);
});
