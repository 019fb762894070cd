import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const status = (page: Page) => page.getByRole('status');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** The table of the video that Ada sends, and the cells of one of its rows. */
const sentVideo = (page: Page) =>
  page.getByRole('table', { name: /^outbound-rtp/ }).filter({ hasText: 'framesEncoded' });
const cells = async (page: Page, member: string) =>
  (await sentVideo(page).getByRole('row', { name: member }).first().locator('td').allTextContents()).map(parseFloat);

async function start(page: Page) {
  await press(page, 'Start');
  await expect(status(page)).toContainText('Connected.');
  await search(page).fill('outbound video framesEnc');
  await expect.poll(async () => (await cells(page, 'framesEncoded'))[1]).toBeGreaterThan(5);
}

test('a tree of at least ten types follows the call, and a search narrows it', async ({ sample, recorded }) => {
  await start(sample);
  await search(sample).fill('');
  const types = async () =>
    (await sample.locator('#tree > details > summary').allTextContents()).map((type) => type.split(' ')[0]!);
  /** Those of the connection itself; some come only with the first control packets of the other side. */
  const real = () =>
    sample.evaluate(async () => {
      const report = await window.recorder.connections[0]!.getStats();
      const all = [...(report.values() as Iterable<RTCStats>)].map((one) => one.type as string);
      return [...new Set(all)].sort().join();
    });
  await expect.poll(async () => (await types()).join() === (await real())).toBe(true);
  expect((await types()).length).toBeGreaterThanOrEqual(10);
  await expect(status(sample)).toHaveText(/^All \d+ values are listed\.$/);

  await search(sample).fill('outbound frames');
  await expect(status(sample)).toHaveText(/^\d+ of \d+ values are shown\.$/);
  await expect(sample.locator('#tree > details:visible > summary')).toHaveText(/^outbound-rtp/);
  const members = await sentVideo(sample).locator('tbody tr:visible th').allTextContents();
  expect(members).toContain('framesEncoded');
  for (const member of members) expect(member).toMatch(/frames/i);
  // The value grows, and the change per second is its growth by the clock of the reports.
  const [first = 0] = await cells(sample, 'framesEncoded');
  await expect.poll(async () => (await cells(sample, 'framesEncoded'))[0]).toBeGreaterThan(first + 5);
  const [, perSecond = 0] = await cells(sample, 'framesEncoded');
  expect(perSecond).toBeGreaterThan(1);
  expect(perSecond).toBeLessThan(40);

  // An id leads to the object that it names.
  await search(sample).fill('');
  await sample.locator('#tree > details', { hasText: 'outbound-rtp' }).locator('summary').first().click();
  await sample.locator('#tree summary', { hasText: '· video' }).filter({ visible: true }).first().click();
  const transport = sentVideo(sample)
    .getByRole('row', { name: /^transportId/ })
    .getByRole('button');
  const id = await transport.textContent();
  await transport.click();
  await expect(sample.locator('summary:focus')).toContainText(id!);

  // The other side has a report of its own.
  await sample.getByRole('combobox', { name: 'Report of' }).selectOption({ index: 1 });
  await search(sample).fill('inbound video framesDecoded');
  const decoded = sample.getByRole('table', { name: /^inbound-rtp/ }).getByRole('row', { name: 'framesDecoded' });
  await expect
    .poll(async () => parseFloat((await decoded.locator('td').first().textContent()) ?? ''))
    .toBeGreaterThan(10);
  expect((await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(10);
  await press(sample, 'Stop');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('a pinned value is drawn with its past, and the reader is left in peace', async ({ sample }) => {
  await start(sample);
  const pin = sample.getByRole('button', { name: /^Pin framesEncoded of outbound-rtp/ });
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expect(status(sample)).toContainText('framesEncoded of');
  const figure = sample.getByRole('figure').filter({ hasText: 'framesEncoded' });
  const last = async () =>
    parseFloat(((await figure.getByText('Last value').textContent()) ?? '').replace(/[^\d.]/g, ''));
  await expect.poll(last).toBeGreaterThan(10);
  /** How wide the drawn line is, in pixels of its own colour. */
  const drawn = () =>
    figure.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const columns = new Set<number>();
      for (let at = 0; at < data.length; at += 4)
        if (
          data[at + 3]! > 200 &&
          Math.abs(data[at]! - 11) + Math.abs(data[at + 1]! - 107) + Math.abs(data[at + 2]! - 107) < 30
        )
          columns.add((at / 4) % width);
      return columns.size;
    });
  const before = await drawn();
  await expect.poll(drawn, { timeout: 10_000 }).toBeGreaterThan(before + 5);
  const value = await last();
  await figure.getByLabel('Draw').selectOption('change per second');
  await expect.poll(last).toBeLessThan(Math.min(value, 40));

  // Over several reports, the focus stays, the line that is announced says nothing new, and no row is made anew.
  await pin.focus();
  const row = await pin.evaluateHandle((button) => button.closest('tr'));
  const spoken = await sample.evaluateHandle(() => {
    const texts: string[] = [];
    const note = (all: MutationRecord[]) => texts.push(...all.map(({ target }) => target.textContent ?? ''));
    for (const live of document.querySelectorAll('[aria-live], output, [role=status], [role=log], [role=alert]'))
      new MutationObserver(note).observe(live, { childList: true, characterData: true, subtree: true });
    return texts;
  });
  const [count = 0] = await cells(sample, 'framesEncoded');
  await expect.poll(async () => (await cells(sample, 'framesEncoded'))[0]).toBeGreaterThan(count + 25);
  expect(await spoken.jsonValue()).toEqual([]);
  await expect(pin).toBeFocused();
  expect(await row.evaluate((element) => element!.isConnected)).toBe(true);

  await press(sample, (await figure.getByRole('button').getAttribute('aria-label'))!);
  await expect(figure).toHaveCount(0);
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
});

test('Pause stops the asking but not the call, and the export is what was seen', async ({ sample, recorded }) => {
  await start(sample);
  await press(sample, 'Pause');
  const [frozen] = await cells(sample, 'framesEncoded');
  const { framesDecoded } = await recorded.inboundVideo();
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(framesDecoded + 30);
  expect((await cells(sample, 'framesEncoded'))[0]).toBe(frozen);

  const [download] = await Promise.all([sample.waitForEvent('download'), press(sample, 'Export JSON')]);
  expect(download.suggestedFilename()).toBe('webrtc-statistics.json');
  const { moments } = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    moments: { second: number; ada: Record<string, unknown>[]; ben: Record<string, unknown>[] }[];
  };
  const sent = moments.map(
    ({ ada }) => ada.find((one) => one.type === 'outbound-rtp' && one.kind === 'video')?.framesEncoded,
  );
  expect(moments.length).toBeGreaterThanOrEqual(2);
  expect(sent.at(-1)).toBe(frozen);
  expect(moments.at(-1)!.ben.some((one) => one.type === 'inbound-rtp')).toBe(true);

  await press(sample, 'Resume');
  await expect.poll(async () => (await cells(sample, 'framesEncoded'))[0]).toBeGreaterThan(frozen! + 10);

  // The addresses are those that the connection itself has for the other side.
  const port = await sample.evaluate(async () => {
    const report = await window.recorder.connections[0]!.getStats();
    const all = [...(report.values() as Iterable<RTCTransportStats>)];
    const pair = report.get(
      all.find(({ type }) => type === 'transport')!.selectedCandidatePairId!,
    ) as RTCIceCandidatePairStats;
    return String((report.get(pair.remoteCandidateId) as { port: number }).port);
  });
  const addresses = sample.getByRole('region', { name: 'Addresses of the other side' });
  await expect(addresses.getByRole('row', { name: 'yes' })).toContainText(port);
});

test('a refusal is a sentence, and the synthetic source works without a reload', async ({ sampleIn }) => {
  const page = await sampleIn(launch.denied);
  await press(page, 'Start');
  await expect(status(page)).toContainText('was refused. Allow it');
  await page.getByLabel('Source').selectOption('synthetic');
  await start(page);
  expect(await recordedOf(page).connectionStates()).toEqual(['connected', 'connected']);
});
