import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const status = (sample: Page) => sample.getByRole('status');
const meter = (sample: Page, name: string) =>
  sample.getByLabel(name, { exact: true }).evaluate((one: HTMLMeterElement) => one.value);
const slide = (sample: Page, name: string, value: number) =>
  sample.getByRole('slider', { name: new RegExp(`^${name}`) }).fill(String(value));
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

async function startTone(sample: Page) {
  await sample.getByLabel('Source').selectOption('synthetic');
  await press(sample, 'Start');
  await expect.poll(() => meter(sample, 'Arrived')).toBeGreaterThan(0.3);
}

/** The levels of one picture, as soon as the tone is loud in it. */
const loud = (sample: Page) =>
  sample.evaluate(async () => {
    const value = (id: string) => document.querySelector<HTMLMeterElement>(`#${id}`)!.value;
    while (value('arrived') < 0.3) await new Promise(requestAnimationFrame);
    return { arrived: value('arrived'), left: value('left'), right: value('right') };
  });

/** How many times louder the loud seconds are than the soft ones, by the medians of what a meter shows in 2.5 seconds. */
const contrast = (sample: Page, id: string) =>
  sample.evaluate(async (name) => {
    const value = (one: string) => document.querySelector<HTMLMeterElement>(`#${one}`)!.value;
    const [high, low]: [number[], number[]] = [[], []];
    const until = performance.now() + 2500;
    while (performance.now() < until || high.length < 5 || low.length < 5) {
      await new Promise(requestAnimationFrame);
      (value('arrived') > 0.25 ? high : low).push(value(name));
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
    return median(high) / median(low);
  }, id);

test('the beeps of the far side reach Web Audio at full loudness, and Stop ends it', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText('Connected.');
  await expect.poll(async () => Number(await sample.locator('#loudest').textContent())).toBeGreaterThan(0.3);
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
  expect(await meter(sample, 'Left')).toBe(0);
});

test('the wave and the spectrum of the tone are drawn', async ({ sample }) => {
  await startTone(sample);
  /** Which column of a canvas is filled most, and how high; both as parts of its size. */
  const highest = (id: string) =>
    sample.locator(id).evaluate((canvas: HTMLCanvasElement) => {
      const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const filled = Array.from({ length: width }, (_, x) => {
        let rows = 0;
        for (let y = 0; y < height; y++) if (data[4 * (y * width + x) + 3]! > 128) rows += 1;
        return rows / height;
      });
      const top = Math.max(...filled);
      return { at: filled.indexOf(top) / width, height: top };
    });
  await expect.poll(async () => (await highest('#spectrum')).height).toBeGreaterThan(0.5);
  expect(Math.abs((await highest('#spectrum')).at - 440 / 6000)).toBeLessThan(0.015);
  // The wave of 440 Hz is steep: its line stands higher than a line of silence is thick.
  await expect.poll(async () => (await highest('#wave')).height).toBeGreaterThan(0.05);
});

test('gain and pan are heard on both sides as they say', async ({ sample }) => {
  await startTone(sample);
  // In the middle, each side gets the power's half: 0.71 of the wave.
  await expect
    .poll(async () => Math.abs((await loud(sample)).left / (await loud(sample)).arrived - 0.71))
    .toBeLessThan(0.1);
  await slide(sample, 'Pan', -1);
  await expect.poll(async () => (await loud(sample)).right).toBeLessThan(0.01);
  await expect
    .poll(async () => {
      const { left, arrived } = await loud(sample);
      return Math.abs(left / arrived - 1);
    })
    .toBeLessThan(0.1);
  await slide(sample, 'Pan', 1);
  await expect.poll(async () => (await loud(sample)).left).toBeLessThan(0.01);
  await slide(sample, 'Gain', 0.25);
  await expect
    .poll(async () => {
      const { right, arrived } = await loud(sample);
      return Math.abs(right / arrived - 0.25);
    })
    .toBeLessThan(0.04);
  await slide(sample, 'Gain', 0);
  await expect.poll(async () => (await loud(sample)).right).toBeLessThan(0.01);
});

test('the compressor brings loud and soft together, more with a higher ratio, and off it does nothing', async ({
  sample,
}) => {
  await startTone(sample);
  const plain = await contrast(sample, 'left');
  expect(plain).toBeGreaterThan(5); // it was made as 10
  expect(await meter(sample, 'Compressed by')).toBe(0);
  await sample.getByRole('checkbox', { name: 'On', exact: true }).check();
  await slide(sample, 'Threshold', -60);
  await slide(sample, 'Ratio', 20);
  await expect.poll(() => meter(sample, 'Compressed by')).toBeGreaterThan(15);
  expect(await contrast(sample, 'left')).toBeLessThan(2.5);
  // A ratio of 1 changes nothing, and neither does a threshold that nothing reaches.
  await slide(sample, 'Ratio', 1);
  await expect.poll(() => meter(sample, 'Compressed by')).toBeLessThan(1);
  expect(await contrast(sample, 'left')).toBeGreaterThan(5);
  await sample.getByRole('checkbox', { name: 'On', exact: true }).uncheck();
  await expect(sample.locator('#reduction-value')).toHaveText('0.0 dB');
});

test('the loudspeaker gets nothing until it is asked for', async ({ page: _, anotherTab }) => {
  const sample = await anotherTab('?source=synthetic');
  // What a page connects to the loudspeaker, the test listens to as well.
  await sample.addInitScript(() => {
    const original = Reflect.get(AudioNode.prototype, 'connect') as (...to: unknown[]) => unknown;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      if (to[0] instanceof AudioDestinationNode) {
        const analyser = new AnalyserNode(this.context);
        Reflect.apply(original, this, [analyser]);
        Object.assign(window, { loudspeaker: analyser });
      }
      return Reflect.apply(original, this, to) as AudioNode;
    };
  });
  await sample.reload();
  const played = () =>
    sample.evaluate(() => {
      const analyser = Reflect.get(window, 'loudspeaker') as AnalyserNode;
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      return Math.max(...samples);
    });
  await startTone(sample);
  expect(await played()).toBe(0);
  await sample.getByLabel(/Play it/).check();
  await expect.poll(played).toBeGreaterThan(0.2);
  await sample.getByLabel(/Play it/).uncheck();
  await expect.poll(played).toBe(0);
});

test('a microphone that is unplugged is named, and everything ends', async ({ sample, recorded }) => {
  await press(sample, 'Start');
  await expect(status(sample)).toHaveText('Connected.');
  await sample.evaluate(() => window.recorder.tracks[0]!.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('“Fake Default Audio Input” was unplugged or taken back.');
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
