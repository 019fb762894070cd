import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const press = (sample: Page, name: string | RegExp) => sample.getByRole('button', { name }).click();
const status = (sample: Page) => sample.getByRole('status');
const slide = (sample: Page, name: string, value: number) =>
  sample.getByRole('slider', { name: new RegExp(`^${name}`) }).fill(String(value));
/** How loud it is at an end, in decibels; `in` or `out`. */
const level = async (sample: Page, end: string) =>
  parseFloat((await sample.locator(`#level-${end}`).textContent()) ?? '') || -90;
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** How strong a frequency is at the far side, from 0 to 1, by the height of its bar. */
const strength = (sample: Page, hertz: number) =>
  sample.locator('#spectrum-out').evaluate((canvas: HTMLCanvasElement, frequency) => {
    const x = Math.round((canvas.width * frequency) / 6000);
    const { data } = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height);
    let rows = 0;
    for (let y = 0; y < canvas.height; y++) if (data[4 * y + 3]! > 128) rows += 1;
    return rows / canvas.height;
  }, hertz);

async function startTone(sample: Page) {
  await sample.getByLabel('Source').selectOption('synthetic');
  await press(sample, 'Start');
  await expect.poll(() => level(sample, 'out')).toBeGreaterThan(-14);
}

test('a low-pass below the tone takes more than 15 dB from what arrives, and bypass brings it back', async ({
  sample,
  recorded,
}) => {
  await startTone(sample);
  await expect(status(sample)).toHaveText('Connected.');
  const before = await level(sample, 'out');
  await sample.getByLabel('Type').selectOption('lowpass');
  await expect(sample.locator('#cutoff-value')).toHaveText('200 Hz');
  await expect.poll(async () => before - (await level(sample, 'out'))).toBeGreaterThan(15);
  expect(await level(sample, 'in')).toBeGreaterThan(-14);
  await sample.getByLabel('Bypass everything').check();
  await expect.poll(async () => Math.abs(before - (await level(sample, 'out')))).toBeLessThan(2);
  await sample.getByLabel('Bypass everything').uncheck();
  await expect.poll(async () => before - (await level(sample, 'out'))).toBeGreaterThan(15);
  await slide(sample, 'Cutoff', 4000);
  await expect.poll(async () => Math.abs(before - (await level(sample, 'out')))).toBeLessThan(2);
  // All of it went over one and the same connection.
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
});

test('each type takes away what its name says, and Q makes a band narrow', async ({ sample }) => {
  await startTone(sample);
  const before = await level(sample, 'out');
  const loss = async () => before - (await level(sample, 'out'));
  await sample.getByLabel('Type').selectOption('highpass');
  await slide(sample, 'Cutoff', 2000);
  await expect.poll(loss).toBeGreaterThan(15);
  await sample.getByLabel('Type').selectOption('notch');
  await slide(sample, 'Cutoff', 440);
  await expect.poll(loss).toBeGreaterThan(15);
  await sample.getByLabel('Type').selectOption('bandpass');
  await expect.poll(loss).toBeLessThan(2);
  await slide(sample, 'Cutoff', 800);
  await slide(sample, 'Q', 0.3);
  await expect.poll(loss).toBeLessThan(6);
  await slide(sample, 'Q', 20);
  await expect.poll(loss).toBeGreaterThan(30);
});

test('distortion makes multiples of the tone', async ({ sample }) => {
  await startTone(sample);
  await expect.poll(() => strength(sample, 440)).toBeGreaterThan(0.8);
  await expect.poll(() => strength(sample, 1320)).toBeLessThan(0.5);
  await slide(sample, 'Distortion', 100);
  await expect.poll(() => strength(sample, 1320)).toBeGreaterThan(0.75);
});

test('a delay goes on when the tone is over, and a hall lets it die away slowly', async ({ sample }) => {
  /** How many milliseconds the far side, once it is so loud there, still hears the tone when the filter has taken it away. */
  const fading = async (decibels: number) => {
    await sample.getByLabel('Type').selectOption('allpass');
    return sample.evaluate(async (wanted) => {
      const level = () => parseFloat(document.querySelector('#level-out')!.textContent);
      // So loud for longer than the longest echo: no gap of before comes back in the middle of it.
      let sinceMs = performance.now();
      while (performance.now() - sinceMs < 1200) {
        await new Promise(requestAnimationFrame);
        if (!(level() > wanted)) sinceMs = performance.now();
      }
      const type = document.querySelector<HTMLSelectElement>('#type')!;
      type.value = 'lowpass';
      type.dispatchEvent(new Event('input'));
      const beganMs = performance.now();
      while (level() > -45) await new Promise(requestAnimationFrame);
      return performance.now() - beganMs;
    }, decibels);
  };
  await startTone(sample);
  await slide(sample, 'Cutoff', 50);
  // On a busy machine the tone swells for a while, and half of it would be taken for the whole.
  let before = -100;
  await expect
    .poll(async () => {
      const last = before;
      before = await level(sample, 'out');
      return Math.abs(before - last);
    })
    .toBeLessThan(0.5);
  const plain = await fading(before - 1);
  await slide(sample, 'Delay', 1000);
  const delayed = await fading(before + 3); // 1.6 times the wave, as soon as the echo is there too
  expect(delayed - plain).toBeGreaterThan(700);
  expect(delayed - plain).toBeLessThan(1300);
  await slide(sample, 'Delay', 0);
  await slide(sample, 'Reverb', 100);
  expect((await fading(before - 4)) - plain).toBeGreaterThan(300);
});

test('a jingle is added to what is sent, by the button and by the key', async ({ sample }) => {
  await startTone(sample);
  await expect.poll(() => strength(sample, 1319)).toBeLessThan(0.5);
  for (const play of [() => press(sample, /^Play a jingle/), () => sample.keyboard.press('j')]) {
    await play();
    // Its second note lasts a third of a second: each picture is looked at.
    await expect.poll(() => strength(sample, 1319), { intervals: [20] }).toBeGreaterThan(0.65);
    await expect.poll(() => strength(sample, 1319)).toBeLessThan(0.5);
  }
});

test('the far side is heard only when it is asked for', async ({ sample, recorded }) => {
  await startTone(sample);
  const heard = async () => (await recorded.inboundAudio()).audioLevel;
  await expect.poll(heard).toBe(0); // what is played, as the statistics see it
  await sample.getByLabel(/Hear the far side/).check();
  await expect.poll(heard).toBeGreaterThan(0.05);
  await sample.getByLabel(/Hear the far side/).uncheck();
  await expect.poll(heard).toBe(0);
});

test('a microphone that is unplugged is a sentence, and everything ends', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText('Connected.');
  await sample.evaluate(() => window.recorder.tracks[0]!.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('The microphone was unplugged or taken back.');
  expect(await recorded.open()).toEqual(nothing);
});

test('stopping at once leaves no error, and without a microphone the tone works', async ({ sampleIn }) => {
  const sample = await sampleIn(launch.unasked);
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('The camera or microphone was refused.');
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#start')!.click();
    document.querySelector<HTMLButtonElement>('#stop')!.click();
  });
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
  await expect.poll(() => sample.evaluate(() => window.recorder.open())).toEqual(nothing);
  await startTone(sample);
});
