import { launch } from '../support/launch.ts';
import { expect, test } from '../support/test.ts';

const path = 'run/peer-connection/one-page-call/';

test('an error that the sample does not catch is shown with its file and line', async ({ page, complaints }) => {
  await page.route('**/one-page-call/main.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: "\n\nthrow new TypeError('a mistake');" }),
  );
  await page.goto(path);
  await expect(page.getByRole('alert')).toContainText('The sample stopped with an error');
  await expect(page.getByRole('alert')).toContainText('TypeError: a mistake (main.js:3)');
  expect(complaints.splice(0)).toEqual(['page error: a mistake']);
});

test('a rejection that nobody handles is shown, and a second one joins the panel', async ({ page, complaints }) => {
  await page.route('**/one-page-call/main.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "void Promise.reject(new Error('first'));\nvoid Promise.reject('second');",
    }),
  );
  await page.goto(path);
  await expect(page.getByRole('alert')).toContainText('Error: first (main.js:1)');
  await expect(page.getByRole('alert')).toContainText('second');
  await expect(page.getByRole('alert')).toHaveCount(1);
  expect(complaints.splice(0)).toHaveLength(2);
});

test('a script that cannot be loaded is named', async ({ page, complaints }) => {
  await page.route('**/one-page-call/main.js', (route) => route.abort());
  await page.goto(path);
  await expect(page.getByRole('alert')).toContainText('/one-page-call/main.js could not be loaded');
  expect(complaints.splice(0)).toHaveLength(1);
});

test('a missing feature is named with the browsers that have it, and no dead button is offered', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'RTCRtpScriptTransform');
  });
  await page.goto('run/media-processing/end-to-end-encryption/');
  await expect(page.getByRole('note')).toContainText(
    'This sample cannot run here: this browser has no RTCRtpScriptTransform.',
  );
  await expect(page.getByRole('note')).toContainText(/Firefox \d+/);
  expect(await page.locator('main').evaluate((main: HTMLElement) => main.inert)).toBe(true);
});

test('a page that is not secure says so, and what to do', async ({ pageIn, baseURL, complaints }) => {
  const usual = launch.usual;
  const mapped = { ...usual, args: [...(usual.args ?? []), '--host-resolver-rules=MAP peerlab.test 127.0.0.1'] };
  const page = await pageIn(mapped, path);
  await page.goto(new URL(path, baseURL).href.replace('localhost', 'peerlab.test'));
  await expect(page.getByRole('note')).toContainText('not in a secure context');
  await expect(page.getByRole('note')).toContainText('npm start -- --lan');
  // It is another name of the same server; and the browser complains that it may not trust a header there.
  const others = complaints.splice(0).filter((complaint) => !complaint.includes('http://peerlab.test'));
  expect(others).toEqual([]);
});
