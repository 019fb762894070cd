import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choose = (page: Page, topology: string, count: number) =>
  Promise.all([
    page.getByLabel('Participants').fill(String(count)),
    page.getByLabel('Topology').selectOption(topology),
  ]);
const card = (page: Page, name: string) => page.getByRole('region', { name: `What ${name} receives` });
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

const colours: Record<string, [number, number, number]> = {
  Ada: [198, 40, 40],
  Ben: [30, 79, 194],
  Cem: [31, 138, 59],
  Dora: [224, 180, 0],
  Ela: [142, 47, 176],
  Finn: [25, 181, 196],
};
const names = Object.keys(colours);

/** Whose colours cover a good part of what a participant sees, by the pixels of the playing videos. */
const seen = (page: Page, name: string) =>
  card(page, name)
    .locator('video')
    .evaluateAll((videos, all) => {
      const counts: Record<string, number> = {};
      for (const video of videos as HTMLVideoElement[]) {
        if (video.videoWidth === 0) continue;
        const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
        const context = canvas.getContext('2d')!;
        context.drawImage(video, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4)
          for (const [person, colour] of Object.entries(all))
            if (colour.every((part, index) => Math.abs(data[at + index]! - part) < 28))
              counts[person] = (counts[person] ?? 0) + 1;
      }
      return Object.entries(counts)
        .filter(([, pixels]) => pixels > 5000) // a picture has 19200
        .map(([person]) => person)
        .sort();
    }, colours);

/** The numbers of the table: expected and counted. */
const costs = async (page: Page) => {
  const rows = await page
    .getByRole('region', { name: 'Costs' })
    .locator('tbody tr')
    .evaluateAll((all) =>
      (all as HTMLTableRowElement[]).map((row) => [...row.cells].slice(2).map((cell) => cell.textContent)),
    );
  return { expected: rows.slice(0, 4).map(([first]) => first), counted: rows.slice(0, 4).map(([, second]) => second) };
};

/** Waits until what is counted is what the topology costs. */
async function expectCosts(page: Page, all: string[]) {
  expect((await costs(page)).expected).toEqual(all);
  await expect.poll(async () => (await costs(page)).counted, { timeout: 45_000 }).toEqual(all);
}
const others = (count: number, name: string) => names.slice(0, count).filter((other) => other !== name);

test('in a mesh of four everybody sees and hears the three others, over six connections', async ({
  sample,
  recorded,
}) => {
  await choose(sample, 'mesh', 4);
  await press(sample, 'Start');
  await expectCosts(sample, ['6', '3', '–', '12']);
  expect(await recorded.connectionStates()).toEqual(Array(12).fill('connected'));
  await expect(sample.getByRole('img', { name: 'mesh: 6 of 6 connections are there' })).toBeVisible();
  await expect(sample.locator('#diagram line.connected')).toHaveCount(6);
  for (const name of names.slice(0, 4)) {
    await expect(card(sample, name).locator('video')).toHaveCount(3);
    await expect.poll(() => seen(sample, name)).toEqual(others(4, name).sort());
    await expect(card(sample, name)).toContainText(`hears ${others(4, name).join(', ')}`);
  }
  await press(sample, 'Stop');
  await expect.poll(() => recorded.open()).toEqual(nothing);
  await expect(sample.locator('#diagram line')).toHaveCount(0);
});

test('in a star everybody sends once, and the middle forwards everything', async ({ sample, recorded }) => {
  await choose(sample, 'star', 4);
  await press(sample, 'Start');
  await expectCosts(sample, ['3', '1', '9', '12']);
  expect(await recorded.connectionStates()).toEqual(Array(6).fill('connected'));
  for (const name of names.slice(0, 4)) {
    await expect(card(sample, name).locator('video')).toHaveCount(3);
    await expect.poll(() => seen(sample, name)).toEqual(others(4, name).sort());
    await expect(card(sample, name)).toContainText(`hears ${others(4, name).join(', ')}`);
  }
  // What Ben has of Dora came through Ada, and is called what Dora called it.
  await expect(sample.getByLabel('Dora, received by Ben')).toBeVisible();
});

test('a mixer sends one picture with everybody in it, and the sound of all others', async ({ sample, recorded }) => {
  await sample.setViewportSize({ width: 360, height: 400 }); // a phone: what the mixer takes its pictures from is out of sight
  await choose(sample, 'mixer', 6);
  await press(sample, 'Start');
  await expectCosts(sample, ['5', '1', '5', '10']);
  expect(await recorded.connectionStates()).toEqual(Array(10).fill('connected'));
  for (const name of ['Ben', 'Finn']) {
    await expect(card(sample, name).locator('video')).toHaveCount(1);
    await expect.poll(() => seen(sample, name), { timeout: 30_000 }).toEqual([...names].sort());
    await expect(card(sample, name)).toContainText(`hears ${others(6, name).join(', ')}`);
  }
  await expect(card(sample, 'Ada').locator('video')).toHaveCount(5);

  // With a smaller number everything is built anew, and what was there is closed.
  await sample.getByLabel('Participants').fill('2');
  await sample.getByLabel('Participants').press('Enter');
  await expectCosts(sample, ['1', '1', '1', '2']);
  expect((await recorded.open()).connections).toBe(2);
  expect((await recorded.open()).contexts).toBe(1);
  await press(sample, 'Stop');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('fifteen connections run at the same time, and can be stopped while they are made', async ({
  sample,
  recorded,
}) => {
  await choose(sample, 'mesh', 6);
  await press(sample, 'Start');
  await expect.poll(async () => (await recorded.open()).connections).toBeGreaterThan(2);
  await press(sample, 'Stop');
  await expect.poll(() => recorded.open()).toEqual(nothing);
  await press(sample, 'Start');
  await expectCosts(sample, ['15', '5', '–', '30']);
  await expect(sample.locator('#diagram line.connected')).toHaveCount(15);
  await expect.poll(() => seen(sample, 'Finn'), { timeout: 30_000 }).toEqual(others(6, 'Finn').sort());
});
