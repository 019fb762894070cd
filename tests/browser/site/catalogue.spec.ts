import { listed } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

test('the home page has three doors that lead to real pages', async ({ page }) => {
  await page.goto('');
  for (const door of ['Learn', 'Troubleshoot', 'Use the code'])
    await expect(
      page
        .locator('.doors section', { has: page.getByRole('heading', { name: door, exact: true }) })
        .getByRole('link')
        .first(),
    ).toBeVisible();
});

test('the filter finds by API, need and browser, keeps the choice in the address, and says how many', async ({
  page,
  request,
}) => {
  const total = (await listed(request)).length;
  await page.goto('samples/');
  await expect(page.getByRole('status').filter({ hasText: 'samples' })).toHaveText(`${total} samples`);
  await page.getByLabel('API').selectOption('RTCPeerConnection');
  await expect(page.getByText(`of ${total} samples`)).toBeVisible();
  const shown = await page.locator('.card:visible').count();
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThan(total);
  for (const card of await page.locator('.card:visible').all())
    expect(await card.getAttribute('data-uses')).toContain('RTCPeerConnection');

  await page.reload();
  await expect(page.getByLabel('API')).toHaveValue('RTCPeerConnection');
  await expect(page.locator('.card:visible')).toHaveCount(shown);

  await page.getByLabel('Needs').selectOption('screen');
  await expect(page.getByText('No sample fits all three')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.locator('.card:visible')).toHaveCount(total);
  expect(new URL(page.url()).search).toBe('');
});

test('search is reached with a slash, finds a sample, and can be walked by keyboard', async ({ page }) => {
  await page.goto('');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('call on one page');
  await expect(page.locator('.search-results [role=status]')).toHaveText(/^\d+ found$/);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.search-results a').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.search-results')).toBeHidden();
  await page
    .locator('.search-results a')
    .filter({ has: page.locator('strong', { hasText: /^A call on one page$/ }) })
    .evaluate((link: HTMLAnchorElement) => link.click());
  await expect(page).toHaveURL(/samples\/peer-connection\/one-page-call\//);
});

test('search says when it finds nothing', async ({ page }) => {
  await page.goto('');
  await page.getByRole('searchbox').fill('xylophonequartz');
  await expect(page.locator('.search-results [role=status]')).toContainText('Nothing about “xylophonequartz”');
});

test('the switch changes the scheme here and in the frame, and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('samples/peer-connection/one-page-call/');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const framed = () =>
    page
      .frameLocator('iframe')
      .locator('body')
      .evaluate((body) => getComputedStyle(body).backgroundColor);
  const [light, framedLight] = [await background(), await framed()];
  await page.getByRole('button', { name: 'Switch to dark' }).click();
  expect(await background()).not.toBe(light);
  await expect.poll(framed).not.toBe(framedLight);
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
  await page.getByRole('button', { name: 'Switch to light' }).click();
  expect(await background()).toBe(light);
});

test('on a phone, the menu opens the list of samples', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('samples/peer-connection/one-page-call/');
  const menu = page.getByRole('navigation', { name: 'All samples' });
  await expect(menu).toBeHidden();
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(menu.getByRole('link', { name: 'A call on one page' })).toBeVisible();
});

test('samples.json lists what the site has, with paths from where it stands', async ({ request, baseURL }) => {
  const samples = await listed(request);
  expect(samples.length).toBeGreaterThan(0);
  for (const sample of samples) {
    expect(Object.keys(sample)).toEqual([
      'group',
      'slug',
      'title',
      'summary',
      'uses',
      'needs',
      'requires',
      'page',
      'run',
      'standalone',
    ]);
    for (const path of [sample.page, sample.run, sample.standalone])
      if (path !== null) expect((await request.get(new URL(path, baseURL).href)).status(), path).toBe(200);
  }
});

test('an unknown address is the 404 page with its status', async ({ request }) => {
  const response = await request.get('no/such/page');
  expect(response.status()).toBe(404);
  expect(await response.text()).toContain('There is no page at this address');
});
