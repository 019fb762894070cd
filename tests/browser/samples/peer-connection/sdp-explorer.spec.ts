import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const create = (page: Page) => page.getByRole('button', { name: 'Create offer' }).click();
const status = (page: Page) => page.getByRole('status');

/** The description as the connection itself has it. */
const offered = (page: Page) =>
  page.evaluate(() => window.recorder.connections.at(-1)!.localDescription!.sdp.split(/\r?\n/));
const kinds = async (page: Page) => (await offered(page)).flatMap((line) => /^m=(\w+)/.exec(line)?.[1] ?? []);

/** The lines that the page shows as they are sent. */
const shown = (page: Page) =>
  page
    .getByRole('listbox', { name: 'As it is sent' })
    .evaluate((list) => [...list.children].map((line) => line.textContent));
const figure = (page: Page, name: string) =>
  page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');

test('three sounds, two pictures and a data channel are six sections, in the tree and in the lines', async ({
  sample,
}) => {
  await sample.getByLabel('Audio tracks').fill('3');
  await sample.getByLabel('Video tracks').fill('2');
  await create(sample);
  await expect(status(sample)).toContainText('with 5 sections');
  expect(await kinds(sample)).toEqual(['audio', 'audio', 'audio', 'video', 'video']);
  await sample.getByLabel('data channel').check(); // from the first offer on, each wish makes another
  await expect(status(sample)).toContainText('with 6 sections');
  expect(await kinds(sample)).toEqual(['audio', 'audio', 'audio', 'video', 'video', 'application']);

  const lines = await shown(sample);
  expect(lines.filter((line) => line.startsWith('m='))).toHaveLength(6);
  await expect(figure(sample, 'm= sections')).toHaveText('6');
  await expect(figure(sample, 'Lines')).toHaveText(String(lines.length));
  const sections = sample.locator('#tree > details');
  await expect(sections).toHaveCount(7); // and the head
  expect(await sample.locator('#tree code').allTextContents()).toHaveLength(lines.length);
  await expect(sections.nth(6).locator('> summary')).toContainText('Section 6: application, mid 5');
});

test('the tree opens with the keyboard, and stays open for the next offer', async ({ sample }) => {
  await create(sample);
  const section = sample.locator('#tree > details').nth(1);
  await section.locator('> summary').focus();
  await sample.keyboard.press('Enter');
  await section.getByText('Codecs (').press('Enter');
  await expect(section.getByText('a=rtpmap:111 opus/48000/2')).toBeVisible();
  await expect(section.getByText('stands for opus, with a clock of 48000 Hz, 2 channels')).toBeVisible();
  await sample.getByLabel('Direction').selectOption('recvonly');
  await expect(section.locator('> summary')).toContainText('Section 1: audio, mid 0, recvonly');
  await expect(section.getByText('a=rtpmap:111 opus/48000/2')).toBeVisible();

  await sample.getByRole('listbox', { name: 'As it is sent' }).getByRole('option', { selected: true }).focus();
  await sample.keyboard.press('ArrowDown');
  await expect(sample.getByText('Line 2: Who made this')).toBeVisible();
});

test('direction, codecs and bundle policy stand in the offer as they were asked', async ({ sample }) => {
  await sample.getByLabel('Direction').selectOption('sendonly');
  await sample.getByLabel('Sound codecs').selectOption('PCMU only');
  await sample.getByLabel('Video codecs').selectOption('AV1 only');
  await create(sample);
  await expect(status(sample)).toContainText('with 2 sections');
  await expect(figure(sample, 'Transports')).toHaveText('2');
  await sample.getByLabel('bundlePolicy').selectOption('max-bundle');
  await expect(figure(sample, 'Transports')).toHaveText('1');
  const lines = await offered(sample);
  expect(lines.filter((line) => line === 'a=sendonly')).toHaveLength(2);
  const codecs = lines.flatMap((line) => /^a=rtpmap:\d+ ([^/]+)/.exec(line)?.[1] ?? []);
  expect(codecs).toContain('PCMU');
  expect(codecs).toContain('AV1');
  for (const name of ['opus', 'PCMA', 'VP8', 'VP9', 'H264']) expect(codecs).not.toContain(name);
});

test('an extension without its tick is not offered, and one that is off by itself can be', async ({ sample }) => {
  await create(sample);
  await sample.getByText('Header extensions', { exact: true }).first().click();
  const uri = 'urn:3gpp:video-orientation';
  expect((await offered(sample)).some((line) => line.endsWith(uri))).toBe(true);
  await sample.getByLabel('video-orientation').uncheck();
  await expect.poll(async () => (await offered(sample)).some((line) => line.endsWith(uri))).toBe(false);
  expect((await shown(sample)).some((line) => line.endsWith(uri))).toBe(false);
  await sample.getByLabel('video-orientation').check();
  await expect.poll(async () => (await offered(sample)).some((line) => line.endsWith(uri))).toBe(true);

  const off = sample
    .getByRole('group', { name: 'Header extensions' })
    .locator('label:has(input:not(:checked))')
    .first();
  const name = (await off.textContent())!;
  await off.locator('input').check();
  await expect.poll(async () => (await offered(sample)).some((line) => line.endsWith(name))).toBe(true);
  await expect(sample.getByLabel('mid', { exact: true })).toBeDisabled();
});

test('simulcast has names for its encodings, and is warned of where nothing is sent', async ({ sample }) => {
  await sample.getByLabel('simulcast').check();
  await create(sample);
  await expect(status(sample)).toContainText('with 2 sections');
  const lines = await offered(sample);
  expect(lines).toContain('a=simulcast:send low;mid;high');
  for (const rid of ['low', 'mid', 'high']) expect(lines).toContain(`a=rid:${rid} send`);
  const warning = sample.getByText('Simulcast was asked for, and the offer does not have it');
  await expect(warning).toHaveCount(0);
  await sample.getByLabel('Direction').selectOption('recvonly');
  await expect(warning).toContainText('with recvonly nothing is sent');
});

test('a restart changes the name in ICE and leaves the sections', async ({ sample }) => {
  await create(sample);
  await expect(figure(sample, 'Name in ICE')).not.toHaveText('–');
  const [before, sections] = [(await figure(sample, 'Name in ICE').textContent())!, await kinds(sample)];
  await sample.getByRole('button', { name: 'Restart ICE' }).click();
  await expect(figure(sample, 'Before the restart')).toHaveText(before);
  const after = (await figure(sample, 'Name in ICE').textContent())!;
  expect(after).not.toBe(before);
  expect(await offered(sample)).toContain(`a=ice-ufrag:${after}`);
  expect(await kinds(sample)).toEqual(sections);
});

test('what is copied is the offer; nothing asked for is no section; a number beyond the range is brought into it', async ({
  sample,
  context,
  recorded,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await create(sample);
  await sample.getByRole('button', { name: 'Copy' }).click();
  await expect(status(sample)).toContainText('Copied');
  const copied = await sample.evaluate(() => navigator.clipboard.readText());
  expect(copied.split(/\r?\n/).filter((line) => line !== '')).toEqual(await shown(sample));

  await sample.getByLabel('Audio tracks').fill('0');
  await sample.getByLabel('Video tracks').fill('0');
  await sample.getByLabel('Video tracks').press('Tab');
  await expect(status(sample)).toContainText('Nothing was asked for, so the offer has a head and no m= section.');
  await expect(sample.getByRole('button', { name: 'Restart ICE' })).toBeDisabled();
  await sample.getByLabel('Audio tracks').fill('99');
  await sample.getByLabel('Audio tracks').press('Tab');
  await expect(status(sample)).toContainText('with 8 sections');
  await expect(sample.getByLabel('Audio tracks')).toHaveValue('8');

  await sample.getByRole('button', { name: 'Close' }).click();
  expect((await recorded.open()).connections).toBe(0);
  await expect(sample.getByRole('button', { name: 'Close' })).toBeDisabled();
});
