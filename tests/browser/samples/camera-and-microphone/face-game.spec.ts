import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { portraitFile } from '../../support/portrait.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.getByRole('status');
const figure = (page: Page, name: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('+ dd');
const score = async (page: Page) => Number(await figure(page, 'Score').innerText());
const steerWith = (page: Page, what: string) => page.getByLabel('Steer with').selectOption(what);

/** The middle of the points that have the ship's colour, from 0 to 640. */
const ship = (page: Page) =>
  page.getByRole('img', { name: /^A ship/ }).evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let [sum, count] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== 0x5f || data[at + 1] !== 0xd0 || data[at + 2] !== 0xc5) continue;
      sum += (at / 4) % width;
      count += 1;
    }
    return count > 100 ? sum / count : -1;
  });

/** Decides what falls where: 0 gives stars at the left edge, which harm nobody; 0.99 rocks at the right edge; 0.5 rocks in the middle. */
const fall = (page: Page, chance: number) => page.evaluate((value) => void (Math.random = () => value), chance);

/** A camera before which somebody goes from left to right and back, with a rest at each side. */
async function movingFace(page: Page, path: string) {
  const rest = (place: number) => Array.from({ length: 14 }, () => place);
  const walk = (from: number, to: number) =>
    Array.from({ length: 12 }, (_, at) => from + ((to - from) * (at + 1)) / 13);
  const file = await portraitFile(page, path, [...rest(0.22), ...walk(0.22, 0.69), ...rest(0.69), ...walk(0.69, 0.22)]);
  return launch.files(file, '');
}

test('a face before the camera is found, and the ship follows it as in a mirror', async ({
  page: blank,
  sampleIn,
}, testInfo) => {
  const page = await sampleIn(await movingFace(blank, testInfo.outputPath('moving.y4m')));
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await fall(page, 0);
  await button(page, 'Start').click();
  await expect(status(page)).toHaveText('Face found: move your head.', { timeout: 40_000 });
  expect(loaded.filter((path) => /face-api|face_detector/.test(path)).length).toBeGreaterThanOrEqual(3);

  const face = async () => Number.parseInt(await figure(page, 'Face').innerText());
  for (const side of ['left', 'right', 'left']) {
    // Both at once: where the tracker sees the face, and where the ship's points are.
    const where = async () => ({ face: await face(), ship: await ship(page) });
    await expect
      .poll(async () => {
        const now = await where();
        return side === 'left' ? now.face < 30 && now.ship > 480 : now.face > 60 && now.ship < 160;
      }, `the face at the ${side} of the picture`)
      .toBe(true);
  }
  await expect.poll(() => score(page)).toBeGreaterThan(10);
  await expect(figure(page, 'Tracker')).toHaveText(/neural network on the .* points: \d+ ms, [\d.]+ times a second/);

  // What the tracker sees has a face, framed: the frame has its colour, and goes round the middle of the portrait.
  await page.getByRole('checkbox', { name: 'Show what the tracker sees' }).check();
  const frame = await page.getByRole('img', { name: 'What the tracker sees' }).evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const teal = Array.from({ length: data.length / 4 }, (_, at) => at).filter(
      (at) => data[4 * at + 1]! - data[4 * at]! > 80 && data[4 * at + 2]! - data[4 * at]! > 60,
    );
    return { points: teal.length, width, columns: new Set(teal.map((at) => at % width)).size };
  });
  expect(frame.width).toBeLessThanOrEqual(224);
  expect(frame.points).toBeGreaterThan(60);
  expect(frame.columns).toBeGreaterThan(frame.width / 6);

  await button(page, 'Stop').click();
  expect(await recordedOf(page).open()).toMatchObject({ tracks: 0, workers: 0 });
});

test('Calibrate makes the present place the middle, and the sensitivity stretches the way', async ({
  page: blank,
  sampleIn,
}, testInfo) => {
  const file = await portraitFile(blank, testInfo.outputPath('still.y4m'), [0.4]);
  const page = await sampleIn(launch.files(file, ''));
  await fall(page, 0);
  await button(page, 'Start').click();
  await expect(status(page)).toHaveText('Face found: move your head.', { timeout: 40_000 });
  // A tenth of the picture to the left: a quarter of the field to the right, and more where more is wanted.
  await expect.poll(() => ship(page)).toBeGreaterThan(430);
  await expect.poll(() => ship(page)).toBeLessThan(530);
  await page.getByRole('slider', { name: /^Sensitivity/ }).fill('5');
  await expect.poll(() => ship(page)).toBeGreaterThan(560);
  await button(page, 'Calibrate').click();
  await expect.poll(async () => Math.abs((await ship(page)) - 320)).toBeLessThan(40);

  // Who pauses finds the world as it was.
  await button(page, 'Pause').click();
  const before = await score(page);
  const looks = await figure(page, 'Tracker').innerText();
  await expect(figure(page, 'Tracker')).not.toHaveText(looks);
  expect(await score(page)).toBe(before);
  await button(page, 'Resume').click();
  await expect.poll(() => score(page)).toBeGreaterThan(before);
});

test('without a face nothing falls, and the page says so; Stop ends the loading, too', async ({ sample, recorded }) => {
  // While the tracker is loading.
  await button(sample, 'Start').click();
  await expect(sample.getByRole('progressbar', { name: 'Loading the face tracker' })).toBeVisible();
  await expect.poll(async () => (await recorded.open()).workers).toBe(1);
  await button(sample, 'Stop').click();
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
  expect(await recorded.open()).toMatchObject({ tracks: 0, workers: 0 });

  await button(sample, 'Start').click();
  await expect(status(sample)).toHaveText(/^No face found\. Look into the camera/, { timeout: 40_000 });
  await expect(figure(sample, 'Face')).toHaveText('not found');
  await expect(button(sample, 'Calibrate')).toBeDisabled();
  expect(await score(sample)).toBe(0);

  await sample.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('The camera was taken away.');
  expect(await recorded.open()).toMatchObject({ tracks: 0, workers: 0 });
});

test('keys, buttons and a finger steer without any camera; the score rises, and the best one is kept', async ({
  sample,
  recorded,
}) => {
  await steerWith(sample, 'keys or a finger');
  await fall(sample, 0.99);
  // On a slow machine, three rocks can come between two looks: so the page keeps what it says.
  const said = await status(sample).evaluateHandle((output) => {
    const sentences: string[] = [];
    new MutationObserver(() => sentences.push(output.textContent)).observe(output, { childList: true });
    return sentences;
  });
  await button(sample, 'Start').click();
  expect(await recorded.trackStates()).toEqual([]);
  await expect.poll(() => ship(sample)).toBeGreaterThan(300);

  await sample.keyboard.down('ArrowLeft');
  await expect.poll(() => ship(sample)).toBeLessThan(100);
  await sample.keyboard.up('ArrowLeft');
  await expect(figure(sample, 'Ahead of the ship')).toHaveText(/a rock to the right/);
  await sample.keyboard.down('d');
  await expect.poll(() => ship(sample)).toBeGreaterThan(250);
  await sample.keyboard.up('d');

  const field = (await sample.getByRole('img', { name: /^A ship/ }).boundingBox())!;
  await sample.mouse.move(field.x + field.width * 0.1, field.y + field.height / 2);
  await sample.mouse.down();
  await expect.poll(() => ship(sample)).toBeLessThan(110);
  await sample.mouse.up();
  const right = (await button(sample, 'Right →').boundingBox())!;
  await sample.mouse.move(right.x + 20, right.y + 10);
  await sample.mouse.down();
  await expect.poll(() => ship(sample)).toBeGreaterThan(300);
  await expect.poll(() => score(sample)).toBeGreaterThan(20);

  // On to the right edge, where the rocks fall.
  await expect(status(sample)).toHaveText(/^Game over: \d+ points, your best\. Play again\?$/, { timeout: 30_000 });
  expect(await said.evaluate((sentences) => sentences.filter((one) => one.startsWith('Hit: ')).length)).toBe(2);
  await sample.mouse.up();
  const best = await figure(sample, 'Best score').innerText();
  expect(Number(best)).toBeGreaterThan(20);
  await expect(figure(sample, 'Shields')).toHaveText('0');
  await expect(button(sample, 'Pause')).toBeDisabled();

  await button(sample, 'Play again').click();
  await expect(figure(sample, 'Shields')).toHaveText('3');
  await button(sample, 'Stop').click();
  await sample.reload();
  await expect(figure(sample, 'Best score')).toHaveText(best);
});

test('the far stars move, and stand still for who wants less motion', async ({ sample }) => {
  await steerWith(sample, 'keys or a finger');
  await fall(sample, 0);
  await button(sample, 'Start').click();
  await expect.poll(() => score(sample)).toBeGreaterThan(0);
  /** Whether a far star stands at its first place in each of the next pictures. */
  const standsStill = () =>
    sample.getByRole('img', { name: /^A ship/ }).evaluate(async (canvas: HTMLCanvasElement) => {
      for (let picture = 0; picture < 12; picture++) {
        await new Promise(requestAnimationFrame);
        if (canvas.getContext('2d')!.getImageData(397, 211, 1, 1).data[0] !== 0x5c) return false;
      }
      return true;
    });
  expect(await standsStill()).toBe(false);
  await sample.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(standsStill).toBe(true);
});

test('the tracker of the browser is taken where there is one, and nothing is loaded', async ({ page, recorded }) => {
  await page.addInitScript(() => {
    class FaceDetector {
      detect(picture: ImageData) {
        const { width, height } = picture;
        const side = width / 4;
        // A small face far away, and a large one at 80 % of the width.
        const far = new DOMRect(0, 0, 10, 10);
        const near = new DOMRect(0.8 * width - side / 2, height / 2, side, side);
        return Promise.resolve(width > 32 ? [far, near].map((boundingBox) => ({ boundingBox })) : []);
      }
    }
    Object.assign(window, { FaceDetector });
  });
  await page.reload();
  await fall(page, 0);
  await button(page, 'Start').click();
  await expect(status(page)).toHaveText('Face found: move your head.');
  await expect(figure(page, 'Face')).toHaveText('80 % from the left');
  await expect(figure(page, 'Tracker')).toHaveText(/^FaceDetector of the browser: /);
  await expect.poll(() => ship(page)).toBeLessThan(80);
  expect((await recorded.open()).workers).toBe(0);
});

test('as one file there is no tracker: the page says so, and the keys steer', async ({ page, request }, testInfo) => {
  const file = testInfo.outputPath('face-game.html');
  await writeFile(file, await (await request.get('run/camera-and-microphone/face-game/standalone.html')).body());
  await page.goto(`file://${file}`);
  await fall(page, 0.99);
  await button(page, 'Start').click();
  await expect(status(page)).toHaveText(/^No face tracker could be loaded .*Steer with the arrow keys/);
  expect(await recordedOf(page).open()).toMatchObject({ tracks: 0, workers: 0 });
  await page.keyboard.down('ArrowLeft');
  await expect.poll(() => ship(page)).toBeLessThan(100);
  await expect.poll(() => score(page)).toBeGreaterThan(5);
  await button(page, 'Stop').click();
  await expect(page.getByLabel('Steer with')).toHaveValue('keys');
});
