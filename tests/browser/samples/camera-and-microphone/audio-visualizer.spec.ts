import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { pictureFile, soundFile, tone } from '../../support/media-files.ts';
import { expect, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const hertz = async (sample: Page) => parseFloat((await sample.locator('#peak').textContent()) ?? '');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

async function startTone(sample: Page, frequency = '440') {
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.getByLabel('Tone, Hz').fill(frequency);
  await press(sample, 'Start');
}

/** How high each of the 96 bars is, from 0 to 1. */
const bars = (sample: Page) =>
  sample.locator('#bars').evaluate((canvas: HTMLCanvasElement) => {
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: 96 }, (_, bar) => {
      const x = Math.floor(((bar + 0.4) * width) / 96);
      let full = 0;
      for (let y = 0; y < height; y++) if (data[4 * (y * width + x) + 3]! > 128) full += 1;
      return full / height;
    });
  });

/** How much each of the 96 columns of the spectrogram's newest lines is filled, from 0 to 1. */
const newest = (sample: Page) =>
  sample.locator('#spectrogram').evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, 1);
    return Array.from({ length: 96 }, (_, column) => data[4 * Math.floor(((column + 0.4) * width) / 96) + 3]! / 255);
  });

/** Where a frequency stands among 96 ranges from 20 Hz to 20 kHz. */
const place = (frequency: number) => Math.floor((96 * Math.log10(frequency / 20)) / 3);
/** The middle of the highest ones. */
const top = (values: number[]) => {
  const highest = values.flatMap((value, at) => (value === Math.max(...values) ? [at] : []));
  return highest.reduce((sum, at) => sum + at, 0) / highest.length;
};

/** How often the wave crosses the height that half of the tone's amplitude has: twice for each period. */
const crossings = (sample: Page) =>
  sample.locator('#oscilloscope').evaluate((canvas: HTMLCanvasElement) => {
    const y = Math.round(canvas.height * (0.5 - 0.48 * 0.25));
    const { data } = canvas.getContext('2d')!.getImageData(0, y, canvas.width, 1);
    let runs = 0;
    for (let x = 1; x < canvas.width; x++) if (data[4 * x + 3]! > 100 && data[4 * (x - 1) + 3]! <= 100) runs += 1;
    return runs;
  });

test('a microphone that hears 1 kHz shows 1 kHz, in every picture', async ({ sampleIn }, testInfo) => {
  const video = await pictureFile(testInfo.outputPath('grey.y4m'), { width: 160, height: 120, luma: 120 });
  const audio = await soundFile(testInfo.outputPath('tone.wav'), 1, (second) => 0.5 * tone(second, 1000));
  const sample = await sampleIn(launch.files(video, audio));
  await press(sample, 'Start');
  await expect(sample.getByRole('status')).toContainText('Looking at');
  await expect.poll(() => hertz(sample)).toBeGreaterThan(980);
  expect(await hertz(sample)).toBeLessThan(1020);
  await expect(sample.locator('#note')).toHaveText(/^B5, \+\d+ cents$/);
  await expect.poll(async () => Math.abs(top(await bars(sample)) - place(1000))).toBeLessThanOrEqual(1);
  expect(Math.abs(top(await newest(sample)) - place(1000))).toBeLessThanOrEqual(1);
  // The processing for speech, which would take the tone away, is off.
  const settings = await sample.evaluate(() => window.recorder.tracks[0]!.getSettings());
  expect(settings).toMatchObject({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
});

test('a tone is found and named, follows its field, and Stop ends it', async ({ sample, recorded }) => {
  await startTone(sample);
  await expect.poll(() => hertz(sample)).toBeGreaterThan(428);
  await expect.poll(() => hertz(sample)).toBeLessThan(452);
  await expect(sample.locator('#note')).toHaveText(/^A4, [+−]\d+ cents$/);
  await expect.poll(async () => Math.abs(top(await bars(sample)) - place(440))).toBeLessThanOrEqual(1);

  await sample.getByLabel('Tone, Hz').fill('3520');
  await expect.poll(() => hertz(sample)).toBeGreaterThan(3508);
  expect(await hertz(sample)).toBeLessThan(3532);
  await expect(sample.locator('#note')).toHaveText(/^A7, /);
  await expect.poll(async () => Math.abs(top(await bars(sample)) - place(3520))).toBeLessThanOrEqual(1);
  await expect.poll(async () => Math.abs(top(await newest(sample)) - place(3520))).toBeLessThanOrEqual(1);

  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
  await expect(sample.locator('#peak')).toHaveText('–');
});

test('fftSize decides how finely frequencies are told apart, and how much of the wave is seen', async ({ sample }) => {
  await startTone(sample);
  await sample.getByLabel('fftSize, samples').selectOption('1024');
  await expect(sample.locator('#bin')).toHaveText(/^4[36]\.\d Hz, from 2[13]\.\d ms of sound$/);
  // 440 Hz for 21 ms are nine periods, of which the first may be cut off by the wave's zero.
  await expect.poll(() => crossings(sample)).toBeGreaterThanOrEqual(15);
  expect(await crossings(sample)).toBeLessThanOrEqual(21);
  await sample.getByLabel('fftSize, samples').selectOption('256');
  await expect.poll(() => crossings(sample)).toBeLessThanOrEqual(6);
  expect(await crossings(sample)).toBeGreaterThanOrEqual(2);
  await sample.getByLabel('fftSize, samples').selectOption('32768');
  await expect(sample.locator('#bin')).toHaveText(/^1\.[35] Hz, /);
  await expect.poll(async () => Math.abs((await hertz(sample)) - 440)).toBeLessThan(1);
});

test('a square wave has the third multiple, and a sine has not', async ({ sample }) => {
  await startTone(sample, '1000');
  await sample.getByLabel('fftSize, samples').selectOption('8192');
  const third = async () => (await bars(sample))[place(3000)]!;
  await expect.poll(async () => (await bars(sample))[place(1000)]!).toBeGreaterThan(0.7);
  await expect.poll(third).toBeLessThan(0.2);
  await sample.getByLabel('Its wave').selectOption('square');
  await expect.poll(third).toBeGreaterThan(0.5);
});

test('smoothing makes the spectrum slow', async ({ sample }) => {
  /** How many pictures it takes until another tone is the strongest. */
  const frames = (to: string) =>
    sample.evaluate(async (value) => {
      const field = document.querySelector<HTMLInputElement>('#frequency')!;
      field.value = value;
      field.dispatchEvent(new Event('input'));
      for (let count = 1; ; count++) {
        await new Promise(requestAnimationFrame);
        if (Math.abs(parseFloat(document.querySelector('#peak')!.textContent) - Number(value)) < 20) return count;
      }
    }, to);
  await startTone(sample, '400');
  await sample.getByRole('slider', { name: /Smoothing/ }).fill('0');
  await expect(sample.locator('#smoothing-value')).toHaveText('0');
  await expect.poll(() => hertz(sample)).toBeGreaterThan(390);
  const quick = await frames('1500');
  await sample.getByRole('slider', { name: /Smoothing/ }).fill('0.98');
  // Of two spectra that are mixed 98 to 2 each time, the new one wins after 34.
  const slow = await frames('400');
  expect(slow).toBeGreaterThan(14); // a browser may mix twice for one picture: both kinds of answer are asked for
  expect(slow).toBeGreaterThan(quick + 8);
});

test('what is not wanted is not shown', async ({ sample }) => {
  await startTone(sample);
  for (const name of ['Oscilloscope', 'Bars', 'Spectrogram']) {
    const figure = sample.locator(`#${name.toLowerCase()}`);
    await sample.getByRole('checkbox', { name }).uncheck();
    await expect(figure).toBeHidden();
    await sample.getByRole('checkbox', { name }).check();
    await expect(figure).toBeVisible();
  }
  await expect.poll(() => crossings(sample)).toBeGreaterThan(10);
});

test('a microphone that is unplugged is named, and everything ends', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect(sample.getByRole('status')).toHaveText('Looking at Fake Default Audio Input.');
  await sample.evaluate(() => window.recorder.tracks[0]!.dispatchEvent(new Event('ended')));
  await expect(sample.getByRole('status')).toContainText('“Fake Default Audio Input” was unplugged or taken back.');
  expect(await recorded.open()).toEqual(nothing);
  await press(sample, 'Start');
  await expect(sample.getByRole('status')).toContainText('Looking at');
});

test('without a microphone there is a sentence, and the tone works', async ({ sampleIn }) => {
  const sample = await sampleIn(launch.unasked);
  await press(sample, 'Start');
  await expect(sample.getByRole('status')).toContainText('The camera or microphone was refused.');
  await expect(sample.getByLabel('Tone, Hz')).toBeDisabled();
  await startTone(sample);
  await expect.poll(async () => Math.abs((await hertz(sample)) - 440)).toBeLessThan(12);
});
