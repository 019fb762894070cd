import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const number = (page: Page, name: string) => page.getByRole('spinbutton', { name, exact: true });
const slider = (page: Page, name: string) => page.getByRole('slider', { name: `${name} slider`, exact: true });
const json = (page: Page) => page.getByRole('textbox', { name: /JSON/ });
const status = (page: Page) => page.getByRole('status');
/** What was asked, what came and the verdict, for one constraint. */
const cells = (page: Page, name: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell');

/** What the page measures: frames per second; -1 as long as it measures nothing. */
async function measuredRate(page: Page): Promise<number> {
  const text = await page.getByText(/^(No picture|Measured)/).textContent();
  return Number(/([\d.]+) frames per second/.exec(text ?? '')?.[1] ?? -1);
}

/** Waits until the measured rate lies between two limits. */
async function expectRate(page: Page, least: number, most: number) {
  await expect(async () => {
    const rate = await measuredRate(page);
    expect(rate).toBeGreaterThanOrEqual(least);
    expect(rate).toBeLessThanOrEqual(most);
  }).toPass({ timeout: 20_000 });
}

const liveVideo = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => {
    const [track] = (video.srcObject as MediaStream).getVideoTracks();
    return { id: track?.id, state: track?.readyState, size: [video.videoWidth, video.videoHeight] };
  });
const frames = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);

test('a largest frame rate of 5 gives 5, from a new request and applied live', async ({ sample, recorded }) => {
  await number(sample, 'frameRate max').fill('5');
  await button(sample, 'Get media').click();
  await expect(cells(sample, 'frameRate')).toHaveText(['{"max":5}', '5', 'as asked']);
  await expectRate(sample, 4, 6);

  // Without the limit the same camera gives its own rate again, without a new request.
  await number(sample, 'frameRate max').fill('');
  await button(sample, 'Apply live').click();
  await expect(cells(sample, 'frameRate')).toHaveText(['–', '20', '']);
  await expectRate(sample, 12, 21);

  await slider(sample, 'frameRate max').fill('5');
  await button(sample, 'Apply live').click();
  await expect(status(sample)).toContainText('Applied');
  await expect(cells(sample, 'frameRate')).toHaveText(['{"max":5}', '5', 'as asked']);
  await expectRate(sample, 4, 6);
  expect(await recorded.trackStates()).toEqual(['live']);

  await button(sample, 'Stop').click();
  expect(await recorded.trackStates()).toEqual(['ended']);
  expect((await recorded.open()).intervals).toBe(0);
  await expect(cells(sample, 'frameRate')).toHaveCount(0);
});

test('the frames are counted while the picture is out of sight', async ({ sample }) => {
  await sample.setViewportSize({ width: 360, height: 400 });
  await sample.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await button(sample, 'Get media').evaluate((element: HTMLButtonElement) => element.click());
  await expect(cells(sample, 'frameRate')).toHaveText(['–', '20', '']);
  await expectRate(sample, 12, 21);
});

test('an exact aspect ratio of 1 gives a square', async ({ sample, recorded }) => {
  await json(sample).fill('{ "aspectRatio": { "exact": 1 } }');
  await button(sample, 'Get media').click();
  await expect(cells(sample, 'aspectRatio')).toHaveText(['{"exact":1}', '1', 'as asked']);
  await expect.poll(async () => (await liveVideo(sample)).size[0]).toBeGreaterThan(0);
  const { size } = await liveVideo(sample);
  expect(size[0]).toBe(size[1]);

  // A new request takes the place of the old one, whose track ends.
  await json(sample).fill('{ "width": 320, "height": 240 }');
  await button(sample, 'Get media').click();
  await expect(cells(sample, 'width')).toHaveText(['320', '320', 'as asked']);
  await expect.poll(async () => (await liveVideo(sample)).size).toEqual([320, 240]);
  expect(await recorded.trackStates()).toEqual(['ended', 'live']);
});

test('sliders, numbers and JSON say the same', async ({ sample }) => {
  await expect(number(sample, 'width ideal')).toHaveValue('1280');
  await expect(slider(sample, 'width ideal')).toHaveValue('1280');
  await slider(sample, 'height max').fill('1080');
  await number(sample, 'aspectRatio exact').fill('1.5');
  await number(sample, 'width ideal').fill('');
  await expect(number(sample, 'height max')).toHaveValue('1080');
  await expect(slider(sample, 'aspectRatio exact')).toHaveValue('1.5');
  const written: unknown = JSON.parse(await json(sample).inputValue());
  expect(written).toEqual({ height: { ideal: 720, max: 1080 }, aspectRatio: { exact: 1.5 } });

  // A bare number is an ideal, and what has no slider is left as it is.
  await json(sample).fill('{ "width": 640, "resizeMode": "none" }');
  await expect(number(sample, 'width ideal')).toHaveValue('640');
  await expect(number(sample, 'height max')).toHaveValue('');
  await number(sample, 'width min').fill('320');
  expect(JSON.parse(await json(sample).inputValue())).toEqual({ width: { ideal: 640, min: 320 }, resizeMode: 'none' });
});

for (const [text, sentence] of [
  ['{ "width": }', 'line 1, column 12 should have a value, but “}” stands there'],
  [
    '{\n  "width": 640,\n  height: 480\n}',
    'line 3, column 3 should have a name in double quotes, but “h” stands there',
  ],
  ['{ "width": 640', 'line 1, column 15 should have “,” or “}”, but the text ends'],
  ['{ "width": 640 } x', 'line 1, column 18 should have the end of the text, but “x” stands there'],
  ['{ "width" 640 }', 'line 1, column 11 should have “:”, but “6” stands there'],
  ['', 'line 1, column 1 should have a value, but the text ends'],
  ['[640]', 'Constraints are an object in braces'],
] as const)
  test(`constraints that cannot be read, ${JSON.stringify(text)}: where and what, and the text is kept`, async ({
    sample,
    recorded,
  }) => {
    await json(sample).fill(text);
    await expect(json(sample)).toHaveAttribute('aria-invalid', 'true');
    await expect(number(sample, 'width min')).toBeDisabled();
    await button(sample, 'Get media').click();
    await expect(status(sample)).toContainText(sentence);
    await expect(json(sample)).toHaveValue(text);
    expect(await recorded.trackStates()).toEqual([]);

    await json(sample).fill('{ "width": { "exact": 640 } }');
    await expect(number(sample, 'width exact')).toHaveValue('640');
    await button(sample, 'Get media').click();
    await expect(cells(sample, 'width')).toHaveText(['{"exact":640}', '640', 'as asked']);
  });

test('a text that JSON.parse takes is taken', async ({ sample }) => {
  const good =
    '\n{"width":{"ideal":6.4e2},"advanced":[{"height":480},{}],"x":[],"y":{"a":null,"b":"\\u00e9\\n","c":-0.5}} ';
  expect(JSON.parse(good)).toBeTruthy();
  await json(sample).fill(good);
  await expect(json(sample)).toHaveAttribute('aria-invalid', 'false');
  await expect(number(sample, 'width ideal')).toHaveValue('640');
});

test('an impossible demand is refused by its name, and the earlier picture goes on', async ({ sample, recorded }) => {
  await button(sample, 'Get media').click();
  await expect(cells(sample, 'width')).toHaveText(['1280', '1280', 'as asked']);
  const { id } = await liveVideo(sample);

  for (const press of ['Get media', 'Apply live']) {
    await json(sample).fill('{ "width": { "min": 99999 } }');
    await button(sample, press).click();
    await expect(status(sample)).toContainText('OverconstrainedError: no camera meets “width”');
    await expect(status(sample)).toContainText('The earlier picture goes on');
    expect(await liveVideo(sample)).toMatchObject({ id, state: 'live', size: [1280, 720] });
    const before = await frames(sample);
    await expect.poll(() => frames(sample)).toBeGreaterThan(before + 3);
    await expect(cells(sample, 'width')).toHaveText(['1280', '1280', 'as asked']);

    await json(sample).fill('{ "width": { "ideal": 1280 }, "height": { "ideal": 720 } }');
    await button(sample, 'Apply live').click();
    await expect(status(sample)).toContainText('Applied');
  }
  expect(await recorded.trackStates()).toEqual(['live']);
});

test('an ideal that cannot be met, and a name that nobody knows, are warned of', async ({ sample }) => {
  await json(sample).fill('{ "width": { "ideal": 99999 }, "widht": 640 }');
  await button(sample, 'Get media').click();
  await expect(cells(sample, 'width')).toHaveText(['99999', /^\d{4}$/, 'allowed, but not the ideal']);
  await sample.getByText('Constraints that this browser knows').click();
  await expect(sample.getByText(/^aspectRatio, |, aspectRatio, /)).toBeVisible();
  await expect(cells(sample, 'widht')).toHaveText(['640', '–', 'ignored: this browser does not know the name']);
});

test('values of the wrong type are a sentence, not an exception', async ({ sample }) => {
  await json(sample).fill('{ "aspectRatio": { "exact": "wide" } }');
  await button(sample, 'Get media').click();
  await expect(status(sample)).toContainText('cannot make sense of the constraints');
  await expect(button(sample, 'Get media')).toBeEnabled();
});

test('Stop while the browser still asks leaves nothing on', async ({ sample, recorded }) => {
  await sample.evaluate(() => {
    for (const id of ['get-media', 'stop', 'get-media', 'get-media', 'stop']) document.getElementById(id)?.click();
  });
  await expect.poll(async () => (await recorded.trackStates()).length).toBe(2);
  await expect.poll(() => recorded.liveTracks()).toBe(0);
  await expect(status(sample)).toHaveText('Stopped. Press Get media.');
});

test('a refused camera is a sentence with a remedy', async ({ sampleIn }) => {
  const page = await sampleIn(launch.denied);
  await button(page, 'Get media').click();
  await expect(status(page)).toContainText('The camera was refused. Allow it');
  await expect(button(page, 'Get media')).toBeEnabled();
  await expect(button(page, 'Apply live')).toBeDisabled();
  expect(await recordedOf(page).liveTracks()).toBe(0);
});
