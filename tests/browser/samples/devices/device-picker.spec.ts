import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const list = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const status = (page: Page) => page.getByRole('status');
const log = (page: Page) => page.getByRole('list', { name: 'What came and went' }).getByRole('listitem');
const level = (page: Page) => page.getByLabel('Level').evaluate((meter: HTMLMeterElement) => meter.value);

/** The labels of the tracks that are on. */
const on = (page: Page) =>
  page.evaluate(() =>
    window.recorder.tracks
      .filter(({ readyState, label }) => readyState === 'live' && /fake/i.test(label))
      .map(({ label }) => label),
  );

/** The speaker that the page plays to, by the name that the browser gives it. */
const sink = (page: Page) =>
  page.locator('audio').evaluate(async ({ sinkId }: HTMLAudioElement) => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === sinkId)?.label ?? sinkId;
  });

async function start(page: Page) {
  await button(page, 'Start').click();
  await expect(status(page)).toHaveText('On: “Fake Default Audio Input” and “fake_device_0”.');
  await expect(list(page, 'Speaker').getByRole('option').first()).toHaveText('Fake Default Audio Output');
}

/** Lets the page see what the test says of the devices, and tells it that they have changed. */
const plugged = (page: Page, gone: string[]) =>
  page.evaluate(async (labels) => {
    const media = navigator.mediaDevices;
    const all = await MediaDevices.prototype.enumerateDevices.call(media);
    media.enumerateDevices = () => Promise.resolve(all.filter(({ label }) => !labels.includes(label)));
    media.dispatchEvent(new Event('devicechange'));
  }, gone);

/** What the browser does to the track of an unplugged device; no flag does it. */
const unplug = (page: Page, name: string) =>
  page.evaluate((label) => {
    window.recorder.tracks.findLast((track) => track.label === label)?.dispatchEvent(new Event('ended'));
  }, name);

test('three microphones, a camera and three speakers are listed, and each choice is used', async ({
  sample,
  recorded,
}) => {
  await start(sample);
  await expect(list(sample, 'Microphone').getByRole('option')).toHaveText([
    'Fake Default Audio Input',
    'Fake Audio Input 1',
    'Fake Audio Input 2',
  ]);
  await expect(list(sample, 'Camera').getByRole('option')).toHaveText(['fake_device_0']);
  await expect(list(sample, 'Speaker').getByRole('option')).toHaveText([
    'Fake Default Audio Output',
    'Fake Audio Output 1',
    'Fake Audio Output 2',
  ]);
  await expect.poll(() => sample.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(640);

  await list(sample, 'Microphone').selectOption('Fake Audio Input 2');
  await expect(status(sample)).toHaveText('On: “Fake Audio Input 2” and “fake_device_0”.');
  expect((await on(sample)).sort()).toEqual(['Fake Audio Input 2', 'fake_device_0']);

  await list(sample, 'Speaker').selectOption('Fake Audio Output 1');
  await expect(status(sample)).toHaveText('Sound goes to Fake Audio Output 1. Press Test tone.');
  expect(await sink(sample)).toBe('Fake Audio Output 1');
  await expect(list(sample, 'Speaker').locator('option:checked')).toHaveText('Fake Audio Output 1');

  await button(sample, 'Stop').click();
  expect(await recorded.open()).toMatchObject({ tracks: 0, contexts: 0 });
  // The choices stay for the next start.
  await button(sample, 'Start').click();
  await expect(status(sample)).toHaveText('On: “Fake Audio Input 2” and “fake_device_0”.');
  expect(await sink(sample)).toBe('Fake Audio Output 1');
});

/** The loudest frequency of what the page plays, looked at in each frame for as long as the test wants. */
async function listenToPage(page: Page) {
  await page.locator('audio').evaluate((audio: HTMLAudioElement) => {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(audio.srcObject as MediaStream).connect(analyser);
    const bins = new Float32Array(analyser.frequencyBinCount);
    Object.assign(window, {
      loudest: () => {
        analyser.getFloatFrequencyData(bins);
        const at = bins.reduce((best, value, bin) => (value > bins[best]! ? bin : best), 0);
        return { decibels: bins[at]!, hertz: (at * context.sampleRate) / analyser.fftSize };
      },
    });
  });
}
interface Listening {
  readonly loudest: () => { decibels: number; hertz: number };
}

test('the test tone is played, and the microphone only for those who want to hear themselves', async ({ sample }) => {
  await start(sample);
  await listenToPage(sample);
  // The microphone beeps, and the page plays nothing of it.
  await expect.poll(() => level(sample), { intervals: [20] }).toBeGreaterThan(0.05);
  expect(await sample.evaluate(() => (window as unknown as Listening).loudest().decibels)).toBeLessThan(-100);

  await button(sample, 'Test tone').click();
  await sample.waitForFunction(
    () => {
      const { decibels, hertz } = (window as unknown as Listening).loudest();
      return decibels > -40 && Math.abs(hertz - 440) < 12;
    },
    undefined,
    { polling: 'raf', timeout: 10_000 },
  );
  // It ends by itself; then the page is silent again.
  await sample.waitForFunction(() => (window as unknown as Listening).loudest().decibels < -100, undefined, {
    polling: 'raf',
    timeout: 10_000,
  });
  await sample.getByLabel('Hear yourself').check();
  await sample.waitForFunction(() => (window as unknown as Listening).loudest().decibels > -60, undefined, {
    polling: 'raf',
    timeout: 10_000,
  });
});

test('a speaker that is not there any more is a NotFoundError in words, and the sound stays where it was', async ({
  sample,
}) => {
  await start(sample);
  // The list still names a speaker that has been unplugged since.
  await sample.evaluate(async () => {
    const all = await navigator.mediaDevices.enumerateDevices();
    const gone = { kind: 'audiooutput', deviceId: 'no-such-id', label: 'Unplugged speaker', groupId: '' };
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve([...all, gone as MediaDeviceInfo]);
  });
  await button(sample, 'Refresh lists').click();
  await expect(status(sample)).toHaveText('The lists are fresh.');
  await list(sample, 'Speaker').selectOption('Unplugged speaker');
  await expect(status(sample)).toContainText('NotFoundError: this speaker is not there any more.');
  await expect(list(sample, 'Speaker').locator('option:checked')).toHaveText('Fake Default Audio Output');
  expect(await sample.locator('audio').evaluate(({ sinkId }: HTMLAudioElement) => sinkId)).toBe('');
});

test('unplugged devices are logged and named, and the next one takes over', async ({ sample }) => {
  await start(sample);
  await list(sample, 'Microphone').selectOption('Fake Audio Input 1');
  await list(sample, 'Speaker').selectOption('Fake Audio Output 2');
  await expect(status(sample)).toContainText('Sound goes to Fake Audio Output 2.');

  await plugged(sample, ['Fake Audio Input 1']);
  await expect(log(sample)).toHaveText([/microphone “Fake Audio Input 1” was taken away$/]);
  await unplug(sample, 'Fake Audio Input 1');
  await expect(status(sample)).toHaveText(
    /^“Fake Audio Input 1” was taken away\. On: “Fake (Default Audio Input|Audio Input 2)” and “fake_device_0”\.$/,
  );
  await expect(list(sample, 'Microphone').getByRole('option')).toHaveCount(2);

  await plugged(sample, ['Fake Audio Input 1', 'Fake Audio Output 2']);
  await expect(status(sample)).toHaveText(
    'The speaker was taken away. Sound goes to the system’s choice. Press Test tone.',
  );
  expect(await sink(sample)).toBe('');
  await expect(list(sample, 'Speaker').getByRole('option')).toHaveCount(2);

  await plugged(sample, ['Fake Audio Input 1', 'Fake Audio Output 2', 'fake_device_0']);
  await expect(log(sample)).toHaveCount(3);
  await unplug(sample, 'fake_device_0');
  await expect(status(sample)).toContainText('“fake_device_0” was taken away. There is no other camera');
  // It is used again as soon as it is there.
  await plugged(sample, []);
  await expect(log(sample)).toHaveCount(6);
  await expect(log(sample).first()).toHaveText(/was connected$/);
  await expect(status(sample)).toHaveText(/^On: “Fake .*” and “fake_device_0”\.$/);
  expect((await on(sample)).filter((name) => name === 'fake_device_0')).toHaveLength(1);
});

test('where speakers are not listed, the page says so and the browser’s own list is used', async ({ page }) => {
  // As in Firefox: outputs stay out of the list until the person has chosen one.
  await page.addInitScript(() => {
    const media = navigator.mediaDevices;
    const ask = media.enumerateDevices.bind(media);
    let chosen = '';
    media.enumerateDevices = async () =>
      (await ask()).filter(({ kind, deviceId }) => kind !== 'audiooutput' || deviceId === chosen);
    const selectAudioOutput = async () => {
      const speaker = (await ask()).find(({ label }) => label === 'Fake Audio Output 2')!;
      chosen = speaker.deviceId;
      return speaker;
    };
    Object.assign(media, { selectAudioOutput });
  });
  await page.goto('run/devices/device-picker/');
  await button(page, 'Start').click();
  await expect(page.getByText('This browser lists no speakers to pages')).toBeVisible();
  await expect(page.getByText('Press Choose speaker …, and the browser asks you.')).toBeVisible();
  await button(page, 'Choose speaker …').click();
  await expect(status(page)).toHaveText('Sound goes to Fake Audio Output 2. Press Test tone.');
  expect(await sink(page)).toBe('Fake Audio Output 2');
  await expect(page.getByText('This browser lists no speakers to pages')).toBeHidden();
});

test('a browser that cannot choose a speaker says so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId'));
  await page.goto('run/devices/device-picker/');
  await start(page);
  await expect(page.getByText('This browser does not let a page choose its speaker.')).toBeVisible();
  await expect(list(page, 'Speaker')).toBeDisabled();
  await expect(button(page, 'Choose speaker …')).toBeHidden();
});

test('without a camera the microphone works, and a sentence says so', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await button(page, 'Start').click();
  await expect(status(page)).toHaveText('No camera was found. On: “Fake Default Audio Input”.');
  expect(await on(page)).toEqual(['Fake Default Audio Input']);
});

test('a refusal is a sentence with a remedy', async ({ sampleIn }) => {
  const page = await sampleIn(launch.denied);
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('The microphone was refused. Allow it');
  await expect(status(page)).toContainText('The camera was refused. Allow it');
  await expect(button(page, 'Start')).toBeEnabled();
  expect(await recordedOf(page).open()).toMatchObject({ tracks: 0, contexts: 0 });
});

test('Stop while the browser still asks leaves nothing on', async ({ sample, recorded }) => {
  await sample.evaluate(() => {
    for (const id of ['start', 'stop', 'start', 'start', 'stop']) document.getElementById(id)?.click();
  });
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
  await expect.poll(() => recorded.open()).toMatchObject({ tracks: 0, contexts: 0 });
  await start(sample);
});
