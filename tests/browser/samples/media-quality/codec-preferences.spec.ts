import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const videos = (page: Page) => page.getByRole('list', { name: 'Video, best first' }).getByRole('listitem');
const sounds = (page: Page) => page.getByRole('list', { name: 'Sound, best first' }).getByRole('listitem');

/** Moves the first codec of that name to the top, as a person does who has no mouse. */
async function putFirst(page: Page, list: typeof videos, name: string) {
  const item = list(page).filter({ hasText: name }).first();
  const words = (await item.locator('span').textContent())!;
  const up = page.getByRole('button', { name: `${words} up`, exact: true });
  while (await up.isEnabled()) await up.press('Enter');
  await expect(list(page).first()).toContainText(words);
  return words;
}

/** What the sender's statistics say of the picture that is sent, asked of the connection and not of the page's own table. */
const sentCodec = (page: Page, kind: 'video' | 'audio') =>
  page.evaluate(async (kind) => {
    const report = await window.recorder.connections.at(-2)?.getStats();
    if (!report) return undefined; // the devices are still being opened
    for (const stats of report.values() as Iterable<RTCOutboundRtpStreamStats>)
      if (stats.type === 'outbound-rtp' && stats.kind === kind && stats.bytesSent! > 0)
        return (report.get(stats.codecId!) as { mimeType: string }).mimeType;
    return undefined;
  }, kind);

const cell = (page: Page, row: string | RegExp, column: number) =>
  page.getByRole('table', { name: 'Asked and got' }).getByRole('row', { name: row }).getByRole('cell').nth(column);

const framesDecoded = async (page: Page) => (await recordedOf(page).inboundVideo()).framesDecoded;
async function expectMoreFrames(page: Page) {
  const before = await framesDecoded(page);
  await expect.poll(() => framesDecoded(page)).toBeGreaterThan(before + 3);
}

test('whichever codec is put first is sent and decoded, and the sound follows its own list', async ({ sample }) => {
  await putFirst(sample, sounds, 'PCMU');
  await press(sample, 'Call');
  await expect.poll(() => sentCodec(sample, 'audio')).toBe('audio/PCMU');
  let offers = 1;
  for (const name of ['VP9', 'H264', 'AV1', 'VP8']) {
    const words = await putFirst(sample, videos, name);
    await expect(sample.getByRole('status')).toContainText(`${words} is number 1 of`);
    await press(sample, 'Offer again');
    await expect(sample.getByText(`Offers so far: ${++offers}`)).toBeVisible();
    await expect.poll(() => sentCodec(sample, 'video')).toBe(`video/${name}`);
    await expectMoreFrames(sample);
    await expect(cell(sample, /^asked/, 0)).toHaveText(words);
    await expect(cell(sample, /^sent/, 0)).toHaveText(words);
    await expect(cell(sample, 'encoder', 0)).toHaveText(/vpx|h264|aom/i);
    await expect(sample.getByText('was asked for')).toHaveCount(0);
  }
  await expect(cell(sample, 'bitrate', 0)).toHaveText(/^\d+ kbps$/);
  await press(sample, 'Hang up');
  expect(await recordedOf(sample).open()).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
});

test('a running call changes from VP8 to VP9 and back without an offer', async ({ sample }) => {
  await putFirst(sample, videos, 'VP8');
  await press(sample, 'Call');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP8');
  const menu = sample.getByRole('combobox', { name: 'Send video as' });
  await menu.selectOption('VP9 profile 0');
  await expect(sample.getByRole('status')).toContainText('It is sent from now on. That took no offer.');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP9');
  await expectMoreFrames(sample);
  await expect(cell(sample, /^sent/, 0)).toHaveText('VP9 profile 0');
  await expect(sample.getByText('was asked for')).toHaveCount(0);

  await menu.selectOption('VP8');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP8');
  await expect(sample.getByText('Offers so far: 1')).toBeVisible();
  await sample.getByRole('combobox', { name: 'Send sound as' }).selectOption('PCMA 8000 Hz');
  await expect.poll(() => sentCodec(sample, 'audio')).toBe('audio/PCMA');
});

test('what the far side does not take is warned of, and cannot be switched to', async ({ sample }) => {
  await putFirst(sample, videos, 'VP9');
  const far = sample.getByRole('combobox', { name: 'The far side takes' });
  await far.selectOption('VP8 alone');
  await press(sample, 'Call');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP8');
  const warning = sample.getByText('Video: VP9 profile 0 was asked for, and VP8 is sent.');
  await expect(warning).toBeVisible();

  const menu = sample.getByRole('combobox', { name: 'Send video as' });
  await menu.selectOption('AV1 profile 0');
  await expect(sample.getByRole('status')).toContainText('AV1 profile 0 was not agreed, so it cannot be sent.');
  await expect(menu).toHaveValue('');
  expect(await sentCodec(sample, 'video')).toBe('video/VP8');

  await far.selectOption('every codec it has');
  await press(sample, 'Offer again');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP9');
  await expect(warning).toHaveCount(0);
});

test('layers are changed in the running call; fewer than asked are warned of, and a mode that a codec has not is refused', async ({
  sample,
}) => {
  await putFirst(sample, videos, 'VP9');
  await press(sample, 'Call');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP9');
  const layers = sample.getByRole('combobox', { name: 'Layers of the video' });
  await layers.selectOption('L1T3');
  await expect(cell(sample, 'layers sent', 0)).toHaveText('L1T3');
  await expect(cell(sample, 'layers asked', 0)).toHaveText('L1T3');
  await expectMoreFrames(sample);
  await expect(sample.getByText('was asked for')).toHaveCount(0);
  // At once: the browser refuses a change while another is under way, so one waits for the other.
  await sample.evaluate(() => {
    for (const [menu, label] of [
      ['#video-now', 'AV1 profile 0'],
      ['#layers', 'L3T3_KEY'],
    ] as const) {
      const select = document.querySelector<HTMLSelectElement>(menu)!;
      select.selectedIndex = [...select.options].findIndex(({ text }) => text === label);
      select.dispatchEvent(new Event('change'));
    }
  });
  await expect(sample.getByText(/Video: L3T3_KEY was asked for, and L\dT3_KEY is sent\./)).toBeVisible();

  await layers.selectOption('');
  await sample.getByRole('combobox', { name: 'Send video as' }).selectOption('VP8');
  await expect.poll(() => sentCodec(sample, 'video')).toBe('video/VP8');
  await layers.selectOption('L3T3');
  await expect(sample.getByRole('status')).toContainText('The browser does not send VP8 in this way');
  await expect(layers).toHaveValue('');
  await expect(sample.getByText('Offers so far: 1')).toBeVisible();
});

test('a codec is dragged to its place, and a move by keyboard keeps the focus', async ({ sample }) => {
  const second = (await videos(sample).nth(1).locator('span').textContent())!;
  await videos(sample).nth(1).locator('span').dragTo(videos(sample).nth(0).locator('span'));
  await expect(videos(sample).first().locator('span')).toHaveText(second);
  await expect(sample.getByRole('status')).toContainText(`${second} is number 1 of`);
  await expect(videos(sample).first().getByRole('button', { name: 'up' })).toBeDisabled();

  const down = sample.getByRole('button', { name: `${second} down`, exact: true });
  await down.focus();
  await sample.keyboard.press('Enter');
  await expect(down).toBeFocused();
  await expect(videos(sample).nth(1).locator('span')).toHaveText(second);
  await sample.getByRole('button', { name: `${second} up`, exact: true }).press('Enter');
  await expect(down).toBeFocused(); // the other button cannot be pressed at the top
});

test('without a camera, the synthetic source calls too, and its encoder is not told', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await press(page, 'Call');
  await expect(page.getByRole('status')).toContainText('No camera or microphone was found.');
  await page.getByRole('combobox', { name: 'Source' }).selectOption('synthetic');
  await press(page, 'Call');
  await expect.poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded).toBeGreaterThan(5);
});
