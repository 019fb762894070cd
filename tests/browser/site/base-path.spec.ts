import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { start, type Running } from '../../../peer-server/src/server.ts';
import { expect, test } from '../support/test.ts';

let site: string;
let server: Running;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await mkdtemp(join(tmpdir(), 'peerlab-base-'));
  const env = { ...process.env, BASE_PATH: '/lab/', SITE_URL: 'https://peerlab.example' };
  await promisify(execFile)('astro', ['build', '--outDir', site], { env });
  server = await start({ port: 0, host: '127.0.0.1', site, base: '/lab/', tls: undefined });
  test.info().annotations.push({ type: 'site', description: server.address });
});
test.afterAll(async () => {
  await server.close();
  await rm(site, { recursive: true });
});

test('the site works below a base path: links, frame, packages, search, canonical address', async ({
  page,
  complaints,
}) => {
  await page.goto(`${server.address}samples/peer-connection/one-page-call/`);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute(
    'href',
    'https://peerlab.example/lab/samples/peer-connection/one-page-call/',
  );
  const sample = page.frameLocator('iframe');
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.getByRole('button', { name: 'Start' }).click();
  await sample.getByRole('button', { name: 'Call' }).click();
  await expect(sample.getByText(/Connected after/)).toBeVisible();

  const links = await page
    .locator('a[href^="/"]')
    .evaluateAll((all: HTMLAnchorElement[]) => all.map(({ href }) => href));
  expect(links.length).toBeGreaterThan(5);
  for (const link of new Set(links)) expect((await page.request.get(link)).status(), link).toBe(200);

  await page.getByRole('searchbox').fill('one page');
  await page
    .locator('.search-results')
    .getByRole('link', { name: /^A call on one page/ })
    .click();
  await expect(page).toHaveURL(/\/lab\/samples\/peer-connection\/one-page-call\//);
  // This server has another port than the one the tests are told of; nothing but that may be complained of.
  expect(complaints.filter((complaint) => !complaint.startsWith(`request off the origin: ${server.address}`))).toEqual(
    [],
  );
  complaints.splice(0);
});
