import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/test.ts';

const path = 'samples/peer-connection/one-page-call/';
const folder = 'src/samples/peer-connection/one-page-call/';

test('the sample runs in its frame', async ({ page }) => {
  await page.goto(path);
  const sample = page.frameLocator('iframe');
  await sample.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => sample.locator('#local').evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(640);
});

test('every file has a tab with an address of its own, by mouse and by keyboard', async ({ page }) => {
  await page.goto(`${path}#source.ts`);
  await expect(page.getByRole('tab', { selected: true })).toHaveText('source.ts');
  await expect(page.getByRole('tabpanel')).toContainText('function synthetic');
  await page.getByRole('tab', { name: 'index.html' }).click();
  await expect(page).toHaveURL(/#index\.html$/);
  await expect(page.getByRole('tabpanel')).toContainText('<form class="controls">');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { selected: true })).toHaveText('check');
  await expect(page.getByRole('tabpanel')).toContainText('npm run check -- peer-connection/one-page-call');
  await page.keyboard.press('Home');
  await expect(page.getByRole('tab', { selected: true })).toHaveText('main.ts');
  await expect(page.getByRole('tabpanel')).toHaveCount(1);
  await page.goto(`${path}#no-such-file`);
  await expect(page.getByRole('tab', { selected: true })).toHaveText('main.ts');
});

test('shows a file as it is, from its first column', async ({ page }) => {
  await page.goto(path);
  const shown = () =>
    page
      .getByRole('tabpanel')
      .locator('.code:visible pre')
      .evaluateAll((all) => all.map((pre) => pre.textContent).join(''));
  expect(await shown()).toBe(await readFile(`${folder}main.ts`, 'utf8'));
});

test('copies a file and a snippet as they are, in both languages', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(path);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Copy file' }).click();
  await expect(page.getByText('File copied')).toBeVisible();
  expect(await clipboard()).toBe(await readFile(`${folder}main.ts`, 'utf8'));

  await page.getByRole('button', { name: 'JavaScript' }).click();
  await page.getByRole('button', { name: 'Copy file' }).click();
  const served = await (await page.request.get('run/peer-connection/one-page-call/main.js')).text();
  await expect.poll(clipboard).toBe(served);

  await page.getByRole('button', { name: 'Copy snippet exchange' }).click();
  await expect(page.getByText('Snippet copied')).toBeVisible();
  const snippet = await clipboard();
  expect(snippet).toMatch(/^\/\*\* Carries the offer/);
  expect(snippet).toContain('async function exchange(caller, callee) {');
  expect(snippet).not.toContain('#region');
});

test('the download is the single file, and the sample can be opened alone', async ({ page }) => {
  await page.goto(path);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('one-page-call.html');
  expect(await readFile(await file.path(), 'utf8')).toContain(
    'Peerlab sample peer-connection/one-page-call, as one file',
  );
  const popup = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Open alone' }).click();
  await expect(await popup).toHaveURL(/\/run\/peer-connection\/one-page-call\/$/);
});

test('says what it uses, where it works, and what is related', async ({ page }) => {
  await page.goto(path);
  await expect(page.locator('#supported')).toHaveText('✓ this browser has it');
  const table = page.getByRole('region', { name: 'Browser support' });
  await expect(table.getByRole('row', { name: /RTCPeerConnection\.setLocalDescription/ })).toContainText(/\d+/);
  await page.getByRole('link', { name: 'MediaDevices.getUserMedia' }).first().click();
  await expect(page).toHaveURL(/samples\/\?api=MediaDevices\.getUserMedia$/);
  await expect(page.getByRole('link', { name: 'A call on one page', exact: true })).toBeVisible();
});

test('without scripts, every file can still be read', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.getByText('function synthetic').first()).toBeVisible();
  await expect(page.getByText('async function exchange').first()).toBeVisible();
  await context.close();
});
