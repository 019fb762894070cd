import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start, type Running } from '../../peer-server/src/server.ts';
import { installRecorder, type Open, type Recorder } from '../browser/support/recorder.ts';
import { stunServer } from '../browser/support/stun-server.ts';
import { firefoxOptions } from './support.ts';

// The troubleshooting page in an installed Firefox: every check ends with a verdict, and what this browser cannot measure is
// said to be so, with the reason.

let server: Running;
let browser: Browser;

beforeAll(async () => {
  server = await start({ port: 0, host: '127.0.0.1', site: 'dist', base: '/', tls: undefined });
  browser = await puppeteer.launch(firefoxOptions({ 'media.peerconnection.ice.loopback': true }));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** All findings of a run, by the public interface of the page. */
async function run(query: string): Promise<{ page: Page; found: string[]; sentences: string[] }> {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(installRecorder);
  await page.goto(`${server.address}diagnostics/${query}`);
  await page.$eval('#start', (button) => (button as HTMLButtonElement).click());
  await expect.poll(() => page.$eval('main', (main) => main.dataset.state), { timeout: 90_000 }).toBe('done');
  const found = await page.$$eval('[data-finding]', (all) =>
    all.map((one) => `${one.getAttribute('data-finding')} ${one.getAttribute('data-verdict')}`),
  );
  const sentences = await page.$$eval('.sentence', (all) => all.map((one) => one.textContent));
  return { page, found, sentences };
}

test('a whole run ends, every check with a verdict, and nothing stays open', async () => {
  const { page, found, sentences } = await run('');
  const probes = await page.$$eval('article[data-verdict]', (all) => all.length);
  expect(probes).toBe(14); // all but the echo, which nobody has asked for
  for (const id of [
    'environment.ready pass',
    'camera.granted pass',
    'camera.good pass',
    'signaling.works pass',
    'servers.none skip',
    'call.good pass',
  ])
    expect(found).toContain(id);
  expect(found.filter((one) => one.startsWith('probe.'))).toEqual([]);
  for (const sentence of sentences) expect(sentence).not.toMatch(/NaN|undefined|\{\w+\}/);
  const open: Open = await page.evaluate(() => (window as Window & { readonly recorder: Recorder }).recorder.open());
  expect(open).toMatchObject({ tracks: 0, connections: 0 });
  await page.close();
});

test('a STUN server that answers is found, and the name of one that does not exist', async () => {
  const stun = await stunServer();
  const { page, found } = await run(
    `?only=ice-servers,nat&ice=stun:127.0.0.1:${stun.port}&ice=stun:no-such-name.invalid:3478`,
  );
  expect(found).toContain('servers.works pass');
  expect(found).toContain('servers.unknown-host fail');
  await page.close();
  await stun.close();
});
