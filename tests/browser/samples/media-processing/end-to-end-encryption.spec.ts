import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const figure = async (sample: Page, id: string) => Number(await sample.locator(`#${id}`).textContent());

/** Expects a figure to grow by a number from where it is now. */
async function grows(sample: Page, id: string, by = 10) {
  const before = await figure(sample, id);
  await expect.poll(() => figure(sample, id), { timeout: 20_000 }).toBeGreaterThanOrEqual(before + by);
}

async function start(sample: Page) {
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect(sample.getByRole('status')).toHaveText(
    'Encrypted: the receiver sees the picture, the middlebox does not.',
  );
}

test('with one passphrase the receiver decodes, and the middlebox never does', async ({ sample, recorded }) => {
  await start(sample);
  await grows(sample, 'receiver-decoded', 20);
  await expect
    .poll(() => sample.locator('#receiver').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  expect(await figure(sample, 'refused')).toBe(0);
  expect(await figure(sample, 'middlebox-decoded')).toBe(0);
  await sample.getByRole('button', { name: 'Stop' }).click();
  expect(await recorded.open()).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
});

test('with another passphrase nothing opens, and the right one brings the picture back', async ({ sample }) => {
  await start(sample);
  await grows(sample, 'receiver-decoded');
  await sample.getByLabel('Receiver’s passphrase').fill('wrong');
  await sample.getByLabel('Receiver’s passphrase').press('Tab');
  await expect(sample.getByRole('status')).toContainText('The receiver cannot open the frames');
  const opened = await figure(sample, 'opened');
  await grows(sample, 'refused', 40);
  expect(await figure(sample, 'opened')).toBe(opened);
  const decoded = await figure(sample, 'receiver-decoded');
  await grows(sample, 'refused', 20);
  expect(await figure(sample, 'receiver-decoded')).toBe(decoded);

  await sample.getByLabel('Receiver’s passphrase').fill('correct horse');
  await sample.getByLabel('Receiver’s passphrase').press('Tab');
  await grows(sample, 'receiver-decoded');
  await expect(sample.getByRole('status')).toContainText('Encrypted: the receiver sees the picture');
});

test('the receiver follows each ratchet of the sender', async ({ sample }) => {
  await start(sample);
  await grows(sample, 'receiver-decoded');
  for (const step of ['1', '2', '3']) {
    await sample.getByRole('button', { name: 'Ratchet the key' }).click();
    await expect(sample.locator('#step')).toHaveText(step);
  }
  await grows(sample, 'receiver-decoded');
  expect(await figure(sample, 'refused')).toBe(0);
});

test.describe('from a synthetic source', () => {
  test.use({ query: '?source=synthetic' });

  test('it works without a camera, and the middlebox view and the sound can be switched', async ({ sample }) => {
    await start(sample);
    await grows(sample, 'receiver-decoded');
    await sample.getByLabel('Middlebox view').uncheck();
    await expect(sample.locator('#middlebox')).toBeHidden();
    const muted = () => sample.locator('#receiver').evaluate((video: HTMLVideoElement) => video.muted);
    expect(await muted()).toBe(true);
    await sample.getByLabel('Sound (use headphones)').check();
    expect(await muted()).toBe(false);
  });
});
