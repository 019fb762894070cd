import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { metaOfSample, sampleIds } from '../../scripts/support/folders.ts';
import { expectToSuitEverybody } from './support/accessible.ts';
import { launch } from './support/launch.ts';
import { expect, recordedOf, test } from './support/test.ts';

// What CATALOGUE promises of every sample, asserted for every folder that there is. `complaints` (an automatic fixture) makes
// each page error, console error and request off the origin a failure of the test in which it happened.

const samples = await Promise.all(sampleIds().map(async (id) => ({ id, ...(await metaOfSample(id)) })));
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

for (const { id, noStandalone } of samples)
  test.describe(id, () => {
    // axe takes its time with six pictures that two cores draw.
    test.describe.configure({ timeout: 120_000 });

    test('opens nothing by itself; idle and at work it is accessible and fits a phone; leaving ends everything', async ({
      page,
    }) => {
      await page.goto(`run/${id}/`, { waitUntil: 'load' });
      await expect(page.locator('main')).not.toBeEmpty();
      expect(await recordedOf(page).open()).toEqual(nothing);
      await expect(page.locator('.shell')).toHaveCount(0);
      await expectToSuitEverybody(page);
      await firstButton(page).click();
      await settled(page);
      await expectToSuitEverybody(page);
      await page.goto('404.html');
      expect(await recordedOf(page).openAtLeaving()).toEqual(nothing);
    });

    test('bears every button pressed once and twice, and Stop ends everything', async ({ page }) => {
      await page.goto(`run/${id}/`);
      await pressEveryButton(page);
      await stop(page);
      await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
      // It can be started again.
      await firstButton(page).click();
      await settled(page);
      await stop(page);
      await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
    });

    if (!noStandalone)
      test('runs as one file, without a server', async ({ page, request }, testInfo) => {
        const file = testInfo.outputPath('standalone.html');
        await writeFile(file, await (await request.get(`run/${id}/standalone.html`)).body());
        await page.goto(`file://${file}`);
        await firstButton(page).click();
        await settled(page);
        await stop(page);
        await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
      });
  });

for (const { id, needs } of samples) {
  if (!needs.some((need) => need === 'camera' || need === 'microphone' || need === 'screen')) continue;

  test(`${id}: a refusal is a sentence with a remedy, and the sample can be used again`, async ({ pageIn }) => {
    const page = await pageIn(launch.denied, `run/${id}/`);
    const start = page
      .locator('main')
      .getByRole('button', { name: await firstButton(page).innerText(), exact: true })
      .first();
    await start.click();
    await expect(page.locator('output[aria-live]').filter({ hasText: /refused|allow/i })).not.toHaveCount(0);
    await expect(page.locator('.shell')).toHaveCount(0);
    await expect(start).toBeEnabled();
    expect(await recordedOf(page).open()).toEqual(nothing);
  });
}

const buttons = (page: Page) => page.locator('main').getByRole('button');
const firstButton = (page: Page) => page.locator('main button:not(:disabled)').first();

/** Until the sample has taken up what was pressed: what it says is another sentence, or stays the same for two looks. */
async function settled(page: Page) {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = JSON.stringify([
          await page.locator('output[aria-live]').allTextContents(),
          await recordedOf(page).open(),
        ]);
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [250] },
    )
    .toBe(true);
}

/** Presses what can be pressed, in the order of the page, each once and then twice at once; a press may open the way to more. */
async function pressEveryButton(page: Page) {
  const names = await buttons(page).evaluateAll((all) => all.map((button) => button.textContent.trim()));
  for (const [number, name] of names.entries()) {
    const button = buttons(page).nth(number);
    for (const press of ['click', 'dblclick'] as const) {
      // A button that cannot be pressed now is left alone: that is what being disabled is for.
      if (!(await button.isVisible()) || !(await button.isEnabled())) continue;
      await button[press]({ timeout: 5_000, force: true });
      await expect(page.locator('.shell'), `after ${press} on “${name}”`).toHaveCount(0);
    }
  }
}

/** Presses whatever ends things, as a person would who wants out. */
async function stop(page: Page) {
  for (const name of [/^cancel/i, /^hang up/i, /^stop/i, /^leave/i, /^close/i])
    for (const button of await page.locator('main').getByRole('button', { name }).all())
      if ((await button.isVisible()) && (await button.isEnabled())) await button.click();
}
