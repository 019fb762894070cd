import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start, type Running } from '../../peer-server/src/server.ts';
import { metaOfSample, sampleIds } from '../../scripts/support/folders.ts';
import { installRecorder, type Open, type Recorder } from '../browser/support/recorder.ts';
import { firefoxOptions } from './support.ts';

// The smoke of every sample in an installed Firefox, over WebDriver BiDi: it loads in silence, bears each of its buttons, and
// Stop ends everything. Playwright drives only a Firefox of its own making, so this is Puppeteer's work.

const samples = await Promise.all(sampleIds().map(async (id) => ({ id, ...(await metaOfSample(id)) })));

let server: Running;
let browser: Browser;

beforeAll(async () => {
  server = await start({ port: 0, host: '127.0.0.1', site: 'dist', base: '/', tls: undefined });
  browser = await puppeteer.launch(firefoxOptions());
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A page of a sample, with the recorder in it, and what it complains of. */
async function open(id: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console error: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== new URL(server.address).origin)
      complaints.push(`off the origin: ${request.url()}`);
  });
  await page.evaluateOnNewDocument(installRecorder);
  await page.goto(`${server.address}run/${id}/`);
  return { page, complaints };
}

describe.for(samples)('$id', ({ id, requires = [] }) => {
  test('loads in silence, and says so if it lacks something', async () => {
    const { page, complaints } = await open(id);
    const missing = await page.evaluate(
      (paths) =>
        paths.filter((path) => {
          const [owner = '', member] = path.split('.');
          const found = Reflect.get(window, owner) as { prototype?: object } | undefined;
          return (
            found === undefined || (member !== undefined && !(member in found) && !(member in (found.prototype ?? {})))
          );
        }),
      [...requires],
    );
    const notice = await page.$eval('body', (body) => body.querySelector('.shell')?.textContent ?? '');
    for (const path of missing) expect(notice).toContain(path);
    if (missing.length === 0) expect(notice).toBe('');
    expect(await openIn(page)).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('bears each button, and Stop ends everything', async () => {
    const { page, complaints } = await open(id);
    const count = (await page.$$('main button')).length;
    expect(count).toBeGreaterThan(0);
    for (let number = 0; number < count; number++) {
      await press(page, number);
      expect(await page.$$('.shell.error'), `after button ${number}`).toHaveLength(0);
    }
    for (const name of ['Cancel', 'Hang up', 'Stop', 'Leave']) await pressNamed(page, name);
    await expect
      .poll(() => openIn(page), { timeout: 15_000 })
      .toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test('end-to-end encryption: the receiver decodes, and the middlebox does not', async () => {
  const { page, complaints } = await open('media-processing/end-to-end-encryption');
  await press(page, 0);
  const decoded = (side: string) => page.$eval(`#${side}-decoded`, (cell) => Number(cell.textContent));
  await expect.poll(() => decoded('receiver'), { timeout: 30_000 }).toBeGreaterThan(20);
  expect(await decoded('middlebox')).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});

const openIn = (page: Page): Promise<Open> =>
  page.evaluate(() => (window as Window & { readonly recorder: Recorder }).recorder.open());

/** Presses a button as the page's own click does, and waits until the page has taken it up. */
function press(page: Page, number: number): Promise<void> {
  return page.evaluate(async (wanted) => {
    const button = document.querySelectorAll<HTMLButtonElement>('main button')[wanted];
    if (!button || button.disabled) return;
    button.click();
    // What a press begins (a device, a connection) shows in the sentence of the page; a second is long enough for both here.
    const output = document.querySelector('output[aria-live]');
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, 1000);
      if (output)
        new MutationObserver((_, observer) => {
          observer.disconnect();
          clearTimeout(limit);
          setTimeout(resolve, 100);
        }).observe(output, { childList: true, characterData: true, subtree: true });
    });
  }, number);
}

function pressNamed(page: Page, name: string): Promise<void> {
  return page.evaluate((wanted) => {
    for (const button of document.querySelectorAll<HTMLButtonElement>('main button'))
      if (button.textContent.trim().startsWith(wanted) && !button.disabled) button.click();
  }, name);
}
