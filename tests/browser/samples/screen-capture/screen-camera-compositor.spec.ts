import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { pictureFile, soundFile } from '../../support/media-files.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

// The fake screen is green all over, with hardly any blue. The synthetic camera is of one colour at a time, whose channels lie
// between 41 and 163 (hsl at 60 % and 40 %); its tone is of 440 Hz, and the screen beeps about once a second.
test.use({ query: '?source=synthetic' });

const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const status = (page: Page) => page.getByRole('status').first();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choice = (page: Page, name: string) => page.getByRole('combobox', { name });
const slide = (page: Page, name: string, value: number) => page.getByRole('slider', { name }).fill(String(value));

/** Begins to record, until there is something to keep. */
async function recordPictures(page: Page) {
  await press(page, 'Record');
  await expect(page.getByRole('button', { name: 'Record' })).toHaveAttribute('aria-pressed', 'true');
  const frames = () =>
    page.locator('#output').evaluate((v: HTMLVideoElement) => v.getVideoPlaybackQuality().totalVideoFrames);
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 20);
}

async function start(page: Page) {
  await press(page, 'Start');
  await expect(status(page)).toHaveText('Screen, camera and both sounds come. Press Record.');
}

/** What a point of the output belongs to. */
async function at(page: Page, x: number, y: number): Promise<string> {
  const [red, green, blue] = await page.locator('#output').evaluate(
    (video: HTMLVideoElement, [left, top]) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.drawImage(video, -left, -top);
      return [...context.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
    },
    [x, y] as const,
  );
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  if (most < 20) return 'black';
  if (least > 240) return 'white';
  if (green === most && green > 100 && blue < 34) return 'screen';
  if (least > 35 && most < 175) return 'camera';
  return `${red} ${green} ${blue}`;
}
const expectAt = (page: Page, x: number, y: number) => expect.poll(() => at(page, x, y), `${x}, ${y}`);

// Well inside of where the camera is, a quarter of the output wide and 24 pixels from its edges.
const corners = {
  'top left': [100, 100],
  'top right': [1180, 100],
  'bottom left': [100, 620],
  'bottom right': [1180, 620],
} as const;

test('the camera is in the chosen corner, as large and as far from the edge as asked, and the screen everywhere else', async ({
  sample,
}) => {
  await start(sample);
  await expect
    .poll(() => sample.locator('#output').evaluate((v: HTMLVideoElement) => `${v.videoWidth}x${v.videoHeight}`))
    .toBe('1280x720');
  for (const chosen of Object.keys(corners)) {
    await choice(sample, 'Corner').selectOption(chosen);
    for (const [corner, [x, y]] of Object.entries(corners))
      await expectAt(sample, x, y).toBe(corner === chosen ? 'camera' : 'screen');
    await expectAt(sample, 640, 360).toBe('screen');
  }

  await expectAt(sample, 1240, 708).toBe('screen'); // the margin
  await expectAt(sample, 1254, 600).toBe('white'); // the border
  await slide(sample, 'Border', 0);
  await expectAt(sample, 1254, 600).toBe('camera');
  await slide(sample, 'Margin', 0);
  await expectAt(sample, 1275, 715).toBe('camera');
  await slide(sample, 'Size of the camera', 50);
  await expectAt(sample, 660, 260).toBe('camera');
  await expectAt(sample, 630, 360).toBe('screen');
});

test('a circle leaves the screen in its corners, and has a border all around', async ({ sample }) => {
  await choice(sample, 'Layout').selectOption('camera in a circle');
  await slide(sample, 'Border', 10);
  await start(sample);
  // 320 wide and high, from 936, 376.
  await expectAt(sample, 1096, 536).toBe('camera');
  for (const [x, y] of [
    [940, 380],
    [1252, 380],
    [940, 692],
    [1252, 692],
  ] as const)
    await expectAt(sample, x, y).toBe('screen');
  for (const [x, y] of [
    [941, 536],
    [1251, 536],
    [1096, 381],
    [1096, 691],
  ] as const)
    await expectAt(sample, x, y).toBe('white');
});

test('side by side, neither covers the other', async ({ sample }) => {
  await choice(sample, 'Layout').selectOption('side by side');
  await start(sample);
  // The screen has 912 pixels of width, so it is 513 high, with black above and below.
  await expectAt(sample, 1096, 576).toBe('camera');
  await expectAt(sample, 456, 360).toBe('screen');
  for (const [x, y] of [
    [456, 80],
    [456, 640],
    [1096, 300],
    [925, 576],
  ] as const)
    await expectAt(sample, x, y).toBe('black');
  await choice(sample, 'Corner').selectOption('top left');
  await expectAt(sample, 184, 144).toBe('camera');
  await expectAt(sample, 824, 360).toBe('screen');
  await expectAt(sample, 184, 500).toBe('black');
});

test('the real camera is drawn in its own shape', async ({ sampleIn }, testInfo) => {
  const video = await pictureFile(testInfo.outputPath('grey.y4m'), { width: 640, height: 480, luma: 110 });
  const page = await sampleIn(launch.files(video, await soundFile(testInfo.outputPath('silence.wav'), 1, () => 0)));
  await start(page);
  await expectAt(page, 940, 460).not.toBe('screen');
  await expectAt(page, 1180, 620).toBe('camera');
  await expectAt(page, 1096, 440).toBe('screen'); // 320 by 240, and not as high as wide
});

/** The loudest moment of the track that a recorder gets within a second and a half, as the amplitude of a frequency, or of all. */
function loudest(page: Page, hertz?: number): Promise<number> {
  return page.locator('#output').evaluate(async (video: HTMLVideoElement, frequency) => {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(video.srcObject as MediaStream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const levels = new Float32Array(analyser.frequencyBinCount);
    const amplitudes: number[] = [];
    while (context.currentTime < 1.5) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      analyser.getFloatTimeDomainData(samples);
      analyser.getFloatFrequencyData(levels);
      const bin = Math.round(((frequency ?? 0) * analyser.fftSize) / context.sampleRate);
      const decibels = Math.max(...levels.subarray(bin - 1, bin + 2));
      amplitudes.push(frequency === undefined ? Math.max(...samples.map(Math.abs)) : 10 ** (decibels / 20));
    }
    await context.close();
    return frequency === undefined
      ? Math.max(...amplitudes)
      : amplitudes.sort((a, b) => a - b)[amplitudes.length >> 1]!;
  }, hertz);
}

test('each slider changes its own sound in the one track, and at 0 there is silence', async ({ sample, recorded }) => {
  await start(sample);
  expect(
    await sample
      .locator('#output')
      .evaluate((v: HTMLVideoElement) => (v.srcObject as MediaStream).getAudioTracks().length),
  ).toBe(1);
  const screenSlider = 'Sound of the screen';
  await slide(sample, screenSlider, 0);
  await expect.poll(() => loudest(sample)).toBeLessThan(0.06); // the tone alone, of 0.05
  const tone = await loudest(sample, 440);
  expect(tone).toBeGreaterThan(0.005);
  await slide(sample, 'Microphone', 200);
  // Twice as loud; a sound that stutters on a busy machine measures a little less, or more.
  await expect.poll(async () => Math.abs((await loudest(sample, 440)) / tone - 2)).toBeLessThan(0.4);

  await slide(sample, 'Microphone', 0);
  await expect.poll(() => loudest(sample)).toBeLessThan(0.0001);
  await expect
    .poll(() => sample.getByRole('meter').evaluate((meter: HTMLMeterElement) => meter.value))
    .toBeLessThan(0.0001);

  await slide(sample, screenSlider, 100);
  await expect.poll(() => loudest(sample)).toBeGreaterThan(0.3); // a beep
  await expect.poll(() => loudest(sample, 440)).toBeLessThan(tone / 10);
  await expect
    .poll(() => sample.getByRole('meter').evaluate((meter: HTMLMeterElement) => meter.value))
    .toBeGreaterThan(0.3);
  await press(sample, 'Stop');
  expect((await recorded.open()).tracks).toBe(0);
});

test('a recording plays with picture and sound, can be downloaded, and Stop ends everything', async ({
  sample,
  recorded,
}) => {
  await expect(sample.getByRole('button', { name: 'Record' })).toBeDisabled();
  await expect(sample.getByRole('button', { name: 'Download' })).toBeDisabled();
  await start(sample);
  await recordPictures(sample);
  await press(sample, 'Record');
  await expect(sample.locator('#caption')).toHaveText(/^screen-and-camera\.\w+, [1-9]\d* KiB$/);
  expect(await recorded.liveTracks()).toBeGreaterThan(0); // the sharing goes on

  const download = sample.waitForEvent('download');
  await press(sample, 'Download');
  const bytes = await readFile(await (await download).path());
  expect(bytes.length).toBeGreaterThan(1000);
  // What was saved is decoded anew.
  const decoded = await sample.evaluate(
    async (file) => {
      const blob = new Blob([Uint8Array.from(file)]);
      const video = Object.assign(document.createElement('video'), { src: URL.createObjectURL(blob), muted: true });
      await video.play();
      const context = new AudioContext();
      const sound = (await context.decodeAudioData(await blob.arrayBuffer())).getChannelData(0);
      await context.close();
      return { size: `${video.videoWidth}x${video.videoHeight}`, isLoud: sound.some((one) => Math.abs(one) > 0.03) };
    },
    [...bytes],
  );
  expect(decoded).toEqual({ size: '1280x720', isLoud: true });

  // One that is over at once has no picture, and does not take the place of the one that is kept.
  await sample.getByRole('button', { name: 'Record' }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(status(sample)).toContainText('too short');
  await expect.poll(() => sample.locator('#playback').evaluate((v: HTMLVideoElement) => v.videoWidth)).toBe(1280);
  await expect(sample.getByRole('button', { name: 'Download' })).toBeEnabled();

  await press(sample, 'Record');
  await press(sample, 'Stop'); // in the middle of another
  await expect(sample.getByRole('button', { name: 'Record' })).toBeDisabled();
  await expect(sample.getByRole('button', { name: 'Record' })).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => recorded.open()).toEqual(nothing);
  await start(sample);
  await expectAt(sample, 1180, 620).toBe('camera');
});

test('a refused camera lets go of the screen, and the sample can be used without it', async ({ sampleIn }) => {
  const page = await sampleIn(launch.usual);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await press(page, 'Start');
  await expect(status(page)).toHaveText(/^The camera or microphone was refused\. .* The screen is no longer shared\.$/);
  expect(await recordedOf(page).trackStates()).toEqual(['ended', 'ended']);
  await choice(page, 'Beside the screen').selectOption('synthetic');
  await start(page);
});

test('Stop while the camera is asked for ends the screen at once, and the camera when it comes', async ({
  sampleIn,
}) => {
  const page = await sampleIn(launch.usual);
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const answered = new Promise((resolve) => addEventListener('answer', resolve, { once: true }));
    navigator.mediaDevices.getUserMedia = (constraints) => answered.then(() => ask(constraints));
  });
  await press(page, 'Start');
  await expect(status(page)).toContainText('Waiting for the camera');
  expect(await recordedOf(page).trackStates()).toEqual(['live', 'live']);
  await press(page, 'Stop');
  expect(await recordedOf(page).trackStates()).toEqual(['ended', 'ended']);
  await page.evaluate(() => dispatchEvent(new Event('answer')));
  await expect.poll(() => recordedOf(page).trackStates()).toEqual(['ended', 'ended', 'ended', 'ended']);
  await expect(status(page)).toHaveText('Stopped. Press Start to share again.');
});

test('what ends outside the page is said: a camera is left out, without the screen all ends, and the recording is kept', async ({
  sample,
  recorded,
}) => {
  const unplug = (label: 'screen' | 'camera') =>
    sample.evaluate((which) => {
      // In the order of their opening: the screen's two tracks, then the synthetic picture.
      const videos = window.recorder.tracks.filter(({ kind }) => kind === 'video');
      const track = videos[which === 'screen' ? 0 : 1]!;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }, label);
  await start(sample);
  await recordPictures(sample);
  await expectAt(sample, 1180, 620).toBe('camera');
  await unplug('camera');
  await expect(status(sample)).toContainText('The camera was taken away');
  await expectAt(sample, 1180, 620).toBe('screen');
  await unplug('screen');
  await expect(status(sample)).toContainText('The sharing was ended outside this page');
  await expect(sample.locator('#caption')).toContainText('KiB');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('a screen without sound is said, and its slider is off', async ({ sample }) => {
  await sample.evaluate(() => {
    const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = () => ask({ video: true, audio: false });
  });
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('The screen comes without sound');
  await expect(sample.getByRole('slider', { name: 'Sound of the screen' })).toBeDisabled();
  await expect.poll(() => loudest(sample, 440)).toBeGreaterThan(0.005);
  await press(sample, 'Stop');
  await expect(sample.getByRole('slider', { name: 'Sound of the screen' })).toBeEnabled();
});
