import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const chunks = async (sample: Page) => Number(await sample.locator('#chunks').textContent());
const status = (sample: Page) => sample.getByRole('status');
const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const duration = (sample: Page) => sample.locator('#playback').evaluate((video: HTMLVideoElement) => video.duration);
const width = (sample: Page) => sample.locator('#playback').evaluate((video: HTMLVideoElement) => video.videoWidth);

/** Records until there are some chunks, and stops. */
async function record(sample: Page, atLeast = 2) {
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('Recording');
  await expect.poll(() => chunks(sample)).toBeGreaterThanOrEqual(atLeast);
  await press(sample, 'Stop');
  await expect(status(sample)).toHaveText(/^Recorded \d+ bytes .*, \d+\.\d s\.$/);
}

test('chunks come as asked, none while it pauses, and the recording plays', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect.poll(() => chunks(sample)).toBeGreaterThanOrEqual(3);
  await press(sample, 'Pause');
  await expect(status(sample)).toContainText('Paused');
  const paused = await chunks(sample);
  const time = await sample.locator('#time').textContent();
  // As long as four chunks would take; the page's own clock goes on, and it stands still here.
  await sample.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  expect(await chunks(sample)).toBeLessThanOrEqual(paused + 1); // what was under way when Pause was pressed
  expect(await sample.locator('#time').textContent()).toBe(time);
  await press(sample, 'Resume');
  const resumed = await chunks(sample);
  await expect.poll(() => chunks(sample)).toBeGreaterThanOrEqual(resumed + 2);
  await press(sample, 'Stop');

  await expect(status(sample)).toHaveText(/^Recorded \d+ bytes in memory/);
  expect(await recorded.liveTracks()).toBe(0);
  const [, bytes] = /Recorded (\d+) bytes/.exec((await status(sample).textContent()) ?? '')!;
  await expect(sample.locator('#size')).toHaveText(`${bytes} bytes`);
  const seconds = await duration(sample);
  expect(seconds).toBeGreaterThan(0.7);
  expect(seconds).toBeLessThan(15);
  expect(await width(sample)).toBe(640);
  // It can be played from any place.
  const sought = await sample.locator('#playback').evaluate(async (video: HTMLVideoElement) => {
    const there = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = video.duration / 2;
    await there;
    return video.currentTime;
  });
  expect(sought).toBeCloseTo(seconds / 2, 1);

  const download = sample.waitForEvent('download');
  await press(sample, 'Download');
  expect((await download).suggestedFilename()).toMatch(/^recording\.\w+$/);
});

test('each type that the browser offers is the one recorded', async ({ sample }) => {
  test.setTimeout(120_000);
  const types = await sample
    .getByLabel('Type')
    .evaluate((select: HTMLSelectElement) => [...select.options].map(({ value }) => value).filter(Boolean));
  for (const wanted of [
    'video/webm;codecs=vp8,opus',
    'video/webm;codecs=vp9,opus',
    'video/webm;codecs=av1,opus',
    'video/mp4;codecs=vp9,opus',
  ]) {
    expect(types).toContain(wanted);
    await sample.getByLabel('Type').selectOption(wanted);
    await record(sample);
    const got = (await sample.locator('#recorded-type').textContent()) ?? '';
    expect(got.replace(/ /g, '').toLowerCase()).toContain(wanted.split(';')[0]);
    expect(got.toLowerCase()).toMatch(wanted.includes('av1') ? /av0?1/ : wanted.includes('vp9') ? /vp0?9/ : /vp8/);
    expect(await width(sample), wanted).toBe(640);
  }
});

test('a file of the page holds every chunk', async ({ sample }) => {
  await sample.getByLabel('Keep it').selectOption('opfs');
  await record(sample, 3);
  const size = await sample.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('recording')).getFile()).size;
  });
  await expect(sample.locator('#size')).toHaveText(`${size} bytes`);
  expect(size).toBeGreaterThan(1000);
});

test('a chosen file is written, and choosing none is a sentence', async ({ sample }) => {
  await sample.evaluate(() => {
    window.showSaveFilePicker = () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError'));
  });
  await sample.getByLabel('Keep it').selectOption('disk');
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('No file was chosen.');
  // No dialogue can be answered here, so another real file stands in for what the person chooses.
  await sample.evaluate(() => {
    window.showSaveFilePicker = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('chosen.webm', { create: true });
  });
  await record(sample);
  await expect(status(sample)).toContainText('in chosen.webm');
  expect(await width(sample)).toBe(640);
});

test('the far side of a call, both sides, and a screen can be recorded', async ({ sample, recorded }) => {
  await sample.locator('#source').selectOption('synthetic');
  await sample.locator('#subject').selectOption('remote');
  await record(sample);
  await expect.poll(() => width(sample)).toBeGreaterThan(0);
  expect(await recorded.connectionStates()).toEqual(['closed', 'closed']);

  await sample.locator('#subject').selectOption('both');
  await record(sample);
  expect(await width(sample)).toBe(1280);

  await sample.locator('#subject').selectOption('screen');
  await record(sample);
  expect(await width(sample)).toBe(1280);
  await expect
    .poll(() => recorded.open())
    .toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
});

test('a recording that is stopped at once says that it is empty, and the one before is kept', async ({ sample }) => {
  await record(sample);
  await sample.evaluate(() => {
    const [start, stop] = ['#start', '#stop'].map((id) => document.querySelector<HTMLButtonElement>(id)!);
    start!.click();
    const observer = new MutationObserver(() => {
      if (!document.querySelector('#status')!.textContent.startsWith('Recording')) return;
      observer.disconnect();
      stop!.click();
    });
    observer.observe(document.querySelector('#status')!, { childList: true });
  });
  await expect(status(sample)).toContainText('Nothing was recorded');
  await expect(sample.getByRole('button', { name: 'Download' })).toBeEnabled();
});

test('what was recorded is kept when the source ends by itself', async ({ sample }) => {
  await press(sample, 'Start');
  await expect.poll(() => chunks(sample)).toBeGreaterThanOrEqual(2);
  // As a camera that is unplugged: its tracks are over, and nobody pressed anything.
  await sample.evaluate(() => {
    for (const track of window.recorder.tracks) track.stop();
  });
  await expect(status(sample)).toHaveText(/^Recorded \d+ bytes in memory/);
  expect(await width(sample)).toBe(640);
  await expect(sample.getByRole('button', { name: 'Start', exact: true })).toBeEnabled();
});

test('without a camera there is a sentence, and the synthetic source records', async ({ sampleIn }) => {
  const sample = await sampleIn(launch.noCamera);
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('No camera or microphone was found.');
  await sample.locator('#source').selectOption('synthetic');
  await record(sample);
});
