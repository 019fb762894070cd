import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const textOf = (sample: Page) => sample.locator('#text').evaluate((pre) => pre.textContent);
const linesOf = async (sample: Page) => (await textOf(sample)).split('\n').slice(0, -1);

async function start(sample: Page) {
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect(sample.getByRole('status')).toHaveText(/^\d+ columns, \d+ rows\.$/);
}

test('the camera becomes letters that change, as many as the sliders say', async ({ sample, recorded }) => {
  await start(sample);
  const [, columns, rows] = /(\d+) columns, (\d+) rows/.exec((await sample.getByRole('status').textContent()) ?? '')!;
  expect([columns, rows]).toEqual(['100', '45']);
  await sample.getByLabel('Characters, dark to bright').selectOption('sixty-nine signs');
  await expect.poll(async () => new Set(await textOf(sample)).size).toBeGreaterThanOrEqual(7); // six letters and the line break
  const lines = await linesOf(sample);
  expect(lines).toHaveLength(45);
  for (const line of lines) expect(line).toHaveLength(100);
  const before = await textOf(sample);
  await expect.poll(() => textOf(sample)).not.toBe(before);

  await sample.getByLabel('Columns').fill('40');
  await expect.poll(async () => (await linesOf(sample)).map((line) => line.length)).toEqual(Array(18).fill(40));

  await sample.getByRole('button', { name: 'Stop' }).click();
  expect(await recorded.trackStates()).toEqual(['ended']);
});

test('the ramp, the inversion and the colour change what is written', async ({ sample }) => {
  await sample.getByLabel('Source').selectOption('synthetic');
  await start(sample);
  await sample.getByLabel('Characters, dark to bright').selectOption('zeros and ones');
  await expect
    .poll(async () => [...new Set((await textOf(sample)).replace(/\n/g, ''))].sort())
    .toEqual([' ', '0', '1']);
  // The upper left corner of the drawn picture is black: the first letter of the ramp, or, inverted, the last.
  expect((await textOf(sample))[0]).toBe(' ');
  await sample.getByLabel('Invert').check();
  await expect.poll(async () => (await textOf(sample))[0]).toBe('1');
  await sample.getByLabel('Colour').check();
  const image = () => sample.locator('#text').evaluate((pre) => getComputedStyle(pre).backgroundImage);
  await expect.poll(image).toContain('data:image/png');
  await sample.getByLabel('Colour').uncheck();
  await expect.poll(image).toBe('none');
});

test('the text can be copied and saved, also after Stop', async ({ sample, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await start(sample);
  await sample.getByRole('button', { name: 'Stop' }).click();
  const text = await textOf(sample);
  await sample.getByRole('button', { name: 'Copy text' }).click();
  await expect(sample.getByRole('status')).toHaveText('The text is on the clipboard.');
  expect(await sample.evaluate(() => navigator.clipboard.readText())).toBe(text);
  const download = sample.waitForEvent('download');
  await sample.getByRole('button', { name: 'Save as .txt' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe(text);
});

test('Enter in a field changes the speed and leaves the page alone', async ({ sample, recorded }) => {
  await start(sample);
  await sample.getByLabel('Pictures a second').fill('5');
  await sample.getByLabel('Pictures a second').press('Enter');
  const before = await textOf(sample);
  await expect.poll(() => textOf(sample)).not.toBe(before);
  expect(await recorded.liveTracks()).toBe(1);
});

test('a refused clipboard is a sentence', async ({ sample }) => {
  await start(sample);
  await sample.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await sample.getByRole('button', { name: 'Stop' }).click();
  await sample.getByRole('button', { name: 'Copy text' }).click();
  await expect(sample.getByRole('status')).toContainText('The browser refused the clipboard.');
});

test('without a camera there is a sentence, and the drawn picture works', async ({ sampleIn }) => {
  const sample = await sampleIn(launch.noCamera);
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect(sample.getByRole('status')).toContainText('No camera or microphone was found.');
  await sample.getByLabel('Source').selectOption('synthetic');
  await start(sample);
  await expect.poll(async () => new Set(await textOf(sample)).size).toBeGreaterThanOrEqual(7);
});
