import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const status = (sample: Page) => sample.getByRole('status');
const pane = (sample: Page, side: 'Polite' | 'Impolite') =>
  sample.getByRole('region', { name: `${side} side`, exact: true });
/** The lines of the log that say a thing, in the order in which they were written. */
const logged = async (sample: Page, words: string) =>
  (await sample.getByRole('log').getByRole('listitem').allTextContents()).filter((line) => line.includes(words));
const signalingStates = (sample: Page) =>
  sample.evaluate(() => window.recorder.connections.map(({ signalingState }) => signalingState));
const videos = ['#polite .first', '#polite .second', '#impolite .first', '#impolite .second'];

/** Until a video has shown so many pictures more: they really arrive, and are not only announced. */
const pictures = (sample: Page, figure: string, wanted = 5) =>
  sample.locator(`${figure} video`).evaluate(
    (video: HTMLVideoElement, count) =>
      new Promise<void>((resolve) => {
        const next = () => (count-- > 0 ? video.requestVideoFrameCallback(next) : resolve());
        next();
      }),
    wanted,
  );

/** The colour of a video where nothing is written on it: red, green, blue. */
const colourOf = (sample: Page, figure: string) =>
  sample.locator(`${figure} video`).evaluate((video: HTMLVideoElement) => {
    const context = Object.assign(document.createElement('canvas'), { width: 32, height: 24 }).getContext('2d')!;
    context.drawImage(video, 0, 0, 32, 24);
    return [...context.getImageData(16, 12, 1, 1).data].slice(0, 3);
  });
/** Whether a colour is another to within what an encoder changes. */
const near = (one: number[], other: number[]) => one.every((part, index) => Math.abs(part - other[index]!) < 25);

async function start(sample: Page) {
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('Connected.');
}

test('after 20 glares both sides are stable, every picture moves, and only the polite side has rolled back', async ({
  sample,
}) => {
  await start(sample);
  for (const side of ['Polite', 'Impolite'] as const) await expect(pane(sample, side)).toContainText('0 rolled back');
  await press(sample, '20 glares');
  await expect(status(sample)).toContainText('Glares over: 20. Both sides agree.', { timeout: 25_000 });
  expect(await signalingStates(sample)).toEqual(['stable', 'stable']);
  // Both have added a picture and removed it, ten times. One glare more, and all four must come.
  await press(sample, 'Glare: impolite first');
  await expect(status(sample)).toContainText('Glares over: 1.');
  for (const figure of videos) await pictures(sample, figure);
  expect(await signalingStates(sample)).toEqual(['stable', 'stable']);

  const lines = await logged(sample, 'rolled back');
  expect(lines).toHaveLength(21);
  expect(lines.every((line) => line.startsWith('polite side'))).toBe(true);
  const ignored = await logged(sample, 'ignores');
  expect(ignored).toHaveLength(21);
  expect(ignored.every((line) => line.startsWith('impolite side'))).toBe(true);
  await expect(pane(sample, 'Polite')).toContainText('21 rolled back, 0 of the other side ignored');
  await expect(pane(sample, 'Impolite')).toContainText('0 rolled back, 21 of the other side ignored');
});

for (const [button, first, second] of [
  ['Glare: polite first', 'polite', 'impolite'],
  ['Glare: impolite first', 'impolite', 'polite'],
] as const)
  test(`${button}: the impolite side wins, and the polite one offers again`, async ({ sample }) => {
    await start(sample);
    const before = (await logged(sample, '')).length;
    await press(sample, button);
    await expect(status(sample)).toContainText('Glares over: 1.');
    const lines = (await logged(sample, '')).slice(before).filter((line) => !line.includes('candidate'));
    expect(lines.slice(0, 2)).toEqual([`${first} side sends an offer`, `${second} side sends an offer`]);
    expect(lines.slice(2, 4).sort()).toEqual([
      'impolite side ignores the offer: one of its own is under way',
      'polite side has rolled back its own offer and takes the other',
    ]);
    expect(lines.slice(4)).toEqual([
      'polite side sends an answer',
      'polite side sends an offer',
      'impolite side sends an answer',
    ]);
    for (const figure of videos) await pictures(sample, figure);
  });

test('one side alone adds and removes a picture with one offer each, and a canvas changes without any', async ({
  sample,
}) => {
  await start(sample);
  const offers = async () => (await logged(sample, 'sends an offer')).length;
  expect(await offers()).toBe(2);
  await pane(sample, 'Polite').getByLabel('Canvas colour').fill('#2040c0');
  await expect.poll(async () => near(await colourOf(sample, '#impolite .first'), [32, 64, 192])).toBe(true);
  expect(near(await colourOf(sample, '#polite .first'), [32, 64, 192])).toBe(false);

  await pane(sample, 'Polite').getByRole('button', { name: 'Add second picture' }).click();
  await pictures(sample, '#impolite .second');
  expect(await offers()).toBe(3);
  await pane(sample, 'Polite').getByRole('button', { name: 'Remove second picture' }).click();
  const added = sample.locator('#impolite .second');
  await expect.poll(() => added.locator('video').evaluate((video: HTMLVideoElement) => video.srcObject)).toBeNull();
  await expect(added).toContainText('nothing comes');
  expect(await offers()).toBe(4);
  await pane(sample, 'Impolite').getByRole('button', { name: 'Add second picture' }).click();
  await pictures(sample, '#polite .second');
  expect(await offers()).toBe(5);
  expect(await logged(sample, 'rolled back')).toEqual([]);
});

test('the camera takes the place of the canvas without an offer, and gives it back', async ({ sample, recorded }) => {
  await start(sample);
  const width = () =>
    sample.locator('#impolite .first video').evaluate((video: HTMLVideoElement) => video.srcObject && video.videoWidth);
  const kind = pane(sample, 'Polite').getByLabel('First picture');
  await kind.selectOption('camera');
  await expect(status(sample)).toHaveText('The camera is sent now. That took no offer.');
  await pane(sample, 'Polite').getByLabel('Canvas colour').fill('#2040c0'); // nobody sees that now
  await pictures(sample, '#impolite .first');
  await expect.poll(width).not.toBe(320);
  expect(await recorded.liveTracks()).toBe(2);
  // A track that ends by itself, as by unplugging: nothing in a browser can be asked to do that.
  await sample.evaluate(() => {
    const camera = window.recorder.tracks.at(-1)!;
    camera.stop();
    camera.dispatchEvent(new Event('ended'));
  });
  await expect(status(sample)).toContainText('The canvas is sent now.');
  await expect(kind).toHaveValue('canvas');
  await expect.poll(async () => near(await colourOf(sample, '#impolite .first'), [32, 64, 192])).toBe(true);
  expect(await logged(sample, 'sends an offer')).toHaveLength(2);
  expect(await recorded.liveTracks()).toBe(2);
});

test('Stop in the middle of glares ends everything, and the next call begins anew', async ({ sample, recorded }) => {
  await start(sample);
  await press(sample, '20 glares');
  await expect.poll(async () => (await logged(sample, 'rolled back')).length).toBeGreaterThan(1);
  await expect(sample.getByRole('button', { name: 'Glare: polite first' })).toBeDisabled();
  await press(sample, 'Stop');
  const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
  expect(await recorded.open()).toEqual(nothing);
  await start(sample);
  expect(await logged(sample, 'rolled back')).toEqual([]);
  await press(sample, 'Glare: polite first');
  await expect(status(sample)).toContainText('Glares over: 1.');
  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
});

test('a refused camera leaves the canvas, and Stop while the browser asks opens nothing', async ({
  sampleIn,
  page,
}) => {
  const denied = await sampleIn(launch.denied);
  await start(denied);
  await pane(denied, 'Impolite').getByLabel('First picture').selectOption('camera');
  await expect(status(denied)).toContainText('The canvas is sent as before. The camera or microphone was refused.');
  await expect(pane(denied, 'Impolite').getByLabel('First picture')).toHaveValue('canvas');
  await pictures(denied, '#polite .first');

  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      await new Promise((answer) => addEventListener('answer', answer, { once: true }));
      return stream;
    };
  });
  await page.goto('run/peer-connection/perfect-negotiation/');
  await start(page);
  await pane(page, 'Polite').getByLabel('First picture').selectOption('camera');
  await expect.poll(() => recordedOf(page).liveTracks()).toBe(3);
  await press(page, 'Stop');
  await page.evaluate(() => dispatchEvent(new Event('answer')));
  await expect.poll(() => recordedOf(page).liveTracks()).toBe(0);
  await expect(status(page)).toHaveText('Stopped. Press Start.');
});
