import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

test.use({ launchOptions: launch.threeCameras });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const cameras = (page: Page) => page.getByRole('combobox', { name: 'Camera', exact: true });
const status = (page: Page) => page.getByRole('status');
const log = (page: Page) => page.getByRole('list', { name: 'What came and went' }).getByRole('listitem');
const kept = (page: Page) => page.getByRole('img', { name: 'The last picture' });

/** The camera that the video plays, and whether its pictures come. */
const playing = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => {
    const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
    return { label: track?.label, state: track?.readyState, width: video.videoWidth };
  });

async function start(page: Page) {
  await button(page, 'Start').click();
  await expectCamera(page, 0);
}

/** Until this camera plays, as the only one that is on. */
async function expectCamera(page: Page, number: number) {
  await expect(status(page)).toContainText(`On: “fake_device_${number}”`);
  await expect.poll(() => playing(page)).toMatchObject({ label: `fake_device_${number}`, state: 'live' });
  await expect.poll(async () => (await playing(page)).width).toBeGreaterThan(0);
  expect(await recordedOf(page).liveTracks()).toBe(1);
}

/** From now on the page keeps how many tracks were live at once when a camera was asked for, and when one came. */
async function countAtOnce(page: Page) {
  await page.evaluate(() => {
    const counts: number[] = [];
    Object.assign(window, { counts });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      counts.push(window.recorder.open().tracks);
      const stream = await ask(constraints);
      counts.push(window.recorder.open().tracks);
      return stream;
    };
  });
  return () => page.evaluate(() => Math.max(...(window as unknown as { counts: number[] }).counts));
}

/** Lets the page see these cameras only, as if the others had been unplugged, and tells it so. */
const plugged = (page: Page, wanted: string[]) =>
  page.evaluate(async (labels) => {
    const media = navigator.mediaDevices;
    const all = await MediaDevices.prototype.enumerateDevices.call(media);
    media.enumerateDevices = () =>
      Promise.resolve(all.filter(({ kind, label }) => kind !== 'videoinput' || labels.includes(label)));
    media.dispatchEvent(new Event('devicechange'));
  }, wanted);

test('three cameras are listed once one is allowed, and Next goes round them, one at a time', async ({
  sample,
  recorded,
}) => {
  await expect(cameras(sample).getByRole('option')).toHaveText(['whichever the browser chooses']);
  await expect(button(sample, 'Next camera')).toBeDisabled();
  const most = await countAtOnce(sample);
  await start(sample);
  await expect(cameras(sample).getByRole('option')).toHaveText(['fake_device_0', 'fake_device_1', 'fake_device_2']);
  for (const number of [1, 2, 0, 1]) {
    await button(sample, 'Next camera').click();
    await expectCamera(sample, number);
    await expect(cameras(sample).locator('option:checked')).toHaveText(`fake_device_${number}`);
  }
  expect(await most()).toBe(1);
  await button(sample, 'Stop').click();
  expect(await recorded.trackStates()).toEqual(Array(5).fill('ended'));

  // The choice stays for the next start.
  await cameras(sample).selectOption('fake_device_2');
  await button(sample, 'Start').click();
  await expectCamera(sample, 2);
});

test('the select switches, and of many quick choices only the last camera is on', async ({ sample }) => {
  await start(sample);
  await cameras(sample).selectOption('fake_device_2');
  await expectCamera(sample, 2);
  const most = await countAtOnce(sample);
  await sample.evaluate(() => {
    for (const id of ['next', 'next', 'rear', 'next', 'front', 'next', 'next']) document.getElementById(id)?.click();
  });
  await expectCamera(sample, 1); // five steps further
  expect(await most()).toBe(1);
});

for (const [name, mode] of [
  ['Front', 'user'],
  ['Rear', 'environment'],
] as const)
  test(`${name} asks for exactly ${mode}; no camera here says so, and the one before comes back`, async ({
    sample,
  }) => {
    await start(sample);
    await button(sample, 'Next camera').click();
    await expectCamera(sample, 1);
    await sample.evaluate(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) => {
        document.title += JSON.stringify(constraints?.video);
        return ask(constraints);
      };
    });
    await button(sample, name).click();
    await expect(status(sample)).toContainText(
      'OverconstrainedError: no camera meets “facingMode”. Back to the one before. On: “fake_device_1”',
    );
    await expectCamera(sample, 1);
    expect(await sample.title()).toContain(`{"facingMode":{"exact":"${mode}"}}`);
  });

for (const keep of [true, false])
  test(`between two cameras the last picture ${keep ? 'stays' : 'does not stay'}`, async ({ sample }) => {
    await start(sample);
    await sample.getByLabel('Keep the last picture').setChecked(keep);
    // The next camera comes only when the test lets it.
    await sample.evaluate(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) =>
        new Promise((resolve) => Object.assign(window, { letIt: () => resolve(ask(constraints)) }));
    });
    await button(sample, 'Next camera').click();
    await sample.waitForFunction(() => 'letIt' in window);
    expect((await playing(sample)).label).toBeUndefined();
    await expect(kept(sample)).toBeVisible({ visible: keep });
    if (keep) {
      const [size, brightest] = await kept(sample).evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return [`${canvas.width}x${canvas.height}`, data.reduce((a, b, at) => (at % 4 === 3 ? a : Math.max(a, b)), 0)];
      });
      expect(size).toBe('640x480');
      expect(brightest).toBeGreaterThan(60);
    }
    await sample.evaluate(() => (window as unknown as { letIt: () => void }).letIt());
    await expectCamera(sample, 1);
    await expect(kept(sample)).toBeHidden();
  });

test('an unplugged camera is named, and the next one takes its place', async ({ sample, recorded }) => {
  await start(sample);
  await button(sample, 'Next camera').click();
  await expectCamera(sample, 1);
  await plugged(sample, ['fake_device_0', 'fake_device_2']);
  await expect(log(sample)).toHaveText([/^\d.*camera “fake_device_1” was taken away$/]);
  // What the browser does to the track of an unplugged camera; no flag does it.
  await sample.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('“fake_device_1” was taken away. On: “fake_device_');
  await expect.poll(() => playing(sample)).toMatchObject({ state: 'live' });
  expect((await playing(sample)).label).not.toBe('fake_device_1');
  await expect(cameras(sample).getByRole('option')).toHaveText(['fake_device_0', 'fake_device_2']);
  expect(await recorded.liveTracks()).toBe(1);

  await plugged(sample, ['fake_device_0', 'fake_device_1', 'fake_device_2']);
  await expect(log(sample)).toHaveText([/camera “fake_device_1” was connected$/, /taken away$/]);
  await expect(cameras(sample).getByRole('option')).toHaveCount(3);
});

test('the only camera that is unplugged leaves a sentence, and nothing on', async ({ sampleIn }) => {
  const page = await sampleIn(launch.usual);
  await start(page);
  await expect(button(page, 'Next camera')).toBeDisabled();
  await page.evaluate(() => window.recorder.tracks.at(-1)?.dispatchEvent(new Event('ended')));
  await expect(status(page)).toHaveText('“fake_device_0” was taken away. Connect it again, then press Start.');
  expect(await recordedOf(page).liveTracks()).toBe(0);
  await start(page);
});

test('Stop while the browser still asks leaves nothing on', async ({ sample, recorded }) => {
  await sample.evaluate(() => {
    for (const id of ['start', 'stop', 'start', 'front', 'stop']) document.getElementById(id)?.click();
  });
  await expect.poll(() => recorded.liveTracks()).toBe(0);
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
  await start(sample);
});

for (const [what, options, sentence] of [
  ['no camera', launch.noCamera, 'No camera was found. Plug one in'],
  ['a refusal', launch.denied, 'The camera was refused. Allow it'],
] as const)
  test(`${what} is a sentence with a remedy`, async ({ sampleIn }) => {
    const page = await sampleIn(options);
    await button(page, 'Start').click();
    await expect(status(page)).toContainText(sentence);
    await expect(button(page, 'Start')).toBeEnabled();
    await expect(button(page, 'Front')).toBeDisabled();
  });
