import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { pictureFile, soundFile, tone } from '../../support/media-files.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const status = (sample: Page) => sample.getByRole('status');
const setting = (sample: Page, name: string) =>
  sample.getByRole('row', { name: new RegExp(`^${name} `) }).getByRole('cell');
const meter = (sample: Page, name: string) => sample.getByLabel(name).evaluate((one: HTMLMeterElement) => one.value);
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** A browser whose microphone hears what `sound` says, five seconds over and over. */
async function hearing(path: (name: string) => string, sound: (second: number) => number) {
  const video = await pictureFile(path('grey.y4m'), { width: 160, height: 120, luma: 120 });
  return launch.files(video, await soundFile(path('sound.wav'), 1, sound));
}

test('the microphone is live, named and described, and Stop ends it', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText(/^Fake Default Audio Input is on\./);
  expect(await recorded.trackStates()).toEqual(['live']);
  await expect(setting(sample, 'label')).toHaveText('Fake Default Audio Input');
  await expect(setting(sample, 'echoCancellation')).toHaveText('yes');
  await expect(setting(sample, 'channelCount')).toHaveText('1');
  await expect(setting(sample, 'sampleRate')).toHaveText('48000');
  // The beep of the fake microphone goes by on both meters.
  for (const id of ['heard', 'played'])
    await sample.waitForFunction((name) => document.querySelector<HTMLMeterElement>(`#${name}`)!.value > 0.05, id, {
      polling: 'raf',
    });
  await press(sample, 'Stop');
  expect(await recorded.trackStates()).toEqual(['ended']);
  expect(await recorded.open()).toEqual(nothing);
  expect(await meter(sample, 'What is played')).toBe(0);
});

test('what is played comes as late as the slider says', async ({ sampleIn }, testInfo) => {
  const sample = await sampleIn(
    await hearing(
      (name) => testInfo.outputPath(name),
      (second) => (second < 0.4 ? 0.5 * tone(second, 500) : 0),
    ),
  );
  await sample.getByLabel('Echo cancellation').uncheck(); // it would take the tone away
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('is on.');
  /** How long after the one meter the other one rises. */
  const measured = () =>
    sample.evaluate(async () => {
      const loud = (id: string) => document.querySelector<HTMLMeterElement>(`#${id}`)!.value > 0.1;
      const frame = () => new Promise(requestAnimationFrame);
      while (loud('heard') || loud('played')) await frame();
      while (!loud('heard')) await frame();
      const heardMs = performance.now();
      while (!loud('played')) await frame();
      return performance.now() - heardMs;
    });
  for (const seconds of [2, 0.8, 0]) {
    await sample.getByRole('slider', { name: /Delay/ }).fill(String(seconds));
    await expect(sample.locator('#delay-value')).toHaveText(`${seconds} s`);
    // A longer delay plays once more what was played before: the next look begins in silence.
    await expect.poll(async () => Math.abs((await measured()) - 1000 * seconds), { intervals: [0] }).toBeLessThan(250);
  }
});

test('volume and mute change what is played, and not what is heard', async ({ sampleIn }, testInfo) => {
  const sample = await sampleIn(
    await hearing(
      (name) => testInfo.outputPath(name),
      (second) => 0.4 * tone(second, 500),
    ),
  );
  await sample.getByLabel('Echo cancellation').uncheck();
  await sample.getByRole('slider', { name: /Delay/ }).fill('0');
  await press(sample, 'Start');
  const ratio = async () =>
    (await meter(sample, 'What is played')) / (await meter(sample, 'What the microphone hears'));
  await expect.poll(() => meter(sample, 'What the microphone hears')).toBeGreaterThan(0.1);
  await expect.poll(async () => Math.abs((await ratio()) - 0.5)).toBeLessThan(0.06);
  await sample.getByRole('slider', { name: /Volume/ }).fill('20');
  await expect.poll(async () => Math.abs((await ratio()) - 0.2)).toBeLessThan(0.04);

  await press(sample, 'Mute');
  await expect.poll(() => meter(sample, 'What is played')).toBeLessThan(0.002);
  expect(await meter(sample, 'What the microphone hears')).toBeGreaterThan(0.1);
  expect(await recordedOf(sample).trackStates()).toEqual(['live']);
  await press(sample, 'Unmute');
  await expect.poll(async () => Math.abs((await ratio()) - 0.2)).toBeLessThan(0.04);
});

test('another microphone, or another processing, is another track, and only one is ever on', async ({
  sample,
  recorded,
}) => {
  await press(sample, 'Start');
  await expect(sample.getByRole('combobox', { name: /^Microphone/ }).getByRole('option')).toHaveText([
    'the browser’s choice',
    'Fake Default Audio Input',
    'Fake Audio Input 1',
    'Fake Audio Input 2',
  ]);
  await sample.getByRole('combobox', { name: /^Microphone/ }).selectOption('Fake Audio Input 2');
  await expect(status(sample)).toHaveText(/^Fake Audio Input 2 is on\./);
  await expect(setting(sample, 'label')).toHaveText('Fake Audio Input 2');
  expect(await recorded.trackStates()).toEqual(['ended', 'live']);
  await sample.getByLabel('Echo cancellation').uncheck();
  await expect(setting(sample, 'echoCancellation')).toHaveText('no');
  await expect(setting(sample, 'label')).toHaveText('Fake Audio Input 2');
  expect(await recorded.trackStates()).toEqual(['ended', 'ended', 'live']);
  expect((await recorded.open()).contexts).toBe(1);
});

test('when a microphone is unplugged, the next one takes over', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await sample.getByRole('combobox', { name: /^Microphone/ }).selectOption('Fake Audio Input 1');
  await expect(status(sample)).toHaveText(/^Fake Audio Input 1 is on\./);
  await sample.evaluate(() => window.recorder.tracks.at(-1)!.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toHaveText(/^“Fake Audio Input 1” is gone\. Fake Default Audio Input is on\./);
  expect(await recorded.open()).toEqual({ ...nothing, tracks: 1, contexts: 1 });
});

test('a refusal is a sentence with a remedy, and so is a microphone that is gone', async ({ sample, sampleIn }) => {
  const refused = await sampleIn(launch.denied);
  await press(refused, 'Start');
  await expect(status(refused)).toContainText('The camera or microphone was refused.');
  await expect(refused.getByRole('button', { name: 'Start' })).toBeEnabled();
  expect(await recordedOf(refused).open()).toEqual(nothing);

  await press(sample, 'Start');
  await expect(status(sample)).toContainText('is on.');
  await sample.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'));
    window.recorder.tracks[0]!.dispatchEvent(new Event('ended'));
  });
  await expect(status(sample)).toHaveText(/is gone\. No camera or microphone was found\./);
  expect(await recordedOf(sample).open()).toEqual(nothing);
});
