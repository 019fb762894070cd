import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const meter = (sample: Page, name: string) =>
  sample.getByLabel(name, { exact: true }).evaluate((one: HTMLMeterElement) => one.value);
const measurements = async (sample: Page) => Number(await sample.locator('#count').textContent());

test('the worklet reports, and the beeps of the microphone reach the meters', async ({ sample, recorded }) => {
  await sample.getByRole('button', { name: 'Start' }).click();
  // A beep is over in a moment: the page itself looks at each frame.
  await sample.waitForFunction(() => document.querySelector<HTMLMeterElement>('#instant')!.value > 0.05, undefined, {
    polling: 'raf',
    timeout: 15_000,
  });
  const before = await measurements(sample);
  await expect.poll(() => measurements(sample)).toBeGreaterThan(before + 20);
  await expect.poll(() => meter(sample, 'Peak, held')).toBeGreaterThan(0.05);
  await expect(sample.locator('#peak-value')).toHaveText(/^\d\.\d{3} \(-?\d+ dB\)$/);
  // The beep of the fake microphone is at full scale and a little above, so a few of its samples are cut off.
  await expect.poll(() => meter(sample, 'Clipped')).toBeGreaterThan(0);
  const drawn = () =>
    sample.locator('#history').evaluate((canvas: HTMLCanvasElement) =>
      canvas
        .getContext('2d')!
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0),
    );
  expect(await drawn()).toBe(true);

  await sample.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => recorded.open()).toMatchObject({ tracks: 0, contexts: 0 });
  expect(await meter(sample, 'Instant')).toBe(0);
});

test('the light tells a muted person that they talk, and only above the threshold', async ({ sample }) => {
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => meter(sample, 'Slow')).toBeGreaterThan(0.05);
  const light = sample.getByText('You are talking, and you are muted.');
  await expect(light).toBeHidden();
  await sample.getByRole('button', { name: 'Mute' }).click();
  await expect(light).toBeVisible();
  await sample.getByRole('button', { name: 'Unmute' }).click();
  await expect(light).toBeHidden();
  await sample.getByRole('slider', { name: /Talking above/ }).fill('0.2');
  await expect(sample.locator('#threshold-value')).toHaveText('0.2');
});

test('the tone is as loud as it was made: 0.4 at its peak, 0.28 as its mean', async ({ sample }) => {
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => meter(sample, 'Peak, held')).toBeGreaterThan(0.35);
  expect(await meter(sample, 'Peak, held')).toBeLessThan(0.45);
  await expect.poll(() => meter(sample, 'Instant'), { intervals: [20] }).toBeGreaterThan(0.25);
});

test('without a microphone there is a sentence, and the tone works', async ({ sampleIn }) => {
  const sample = await sampleIn(launch.unasked);
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect(sample.locator('#status')).toContainText('The camera or microphone was refused.');
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => meter(sample, 'Instant'), { intervals: [20] }).toBeGreaterThan(0.05);
});
