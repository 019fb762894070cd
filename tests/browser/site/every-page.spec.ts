import { expectToSuitEverybody } from '../support/accessible.ts';
import { sitePages } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const readingPage = 'samples/peer-connection/one-page-call/';

for (const path of sitePages)
  test(`/${path}: axe finds nothing, light and dark, and nothing scrolls sideways at 360 pixels`, async ({ page }) => {
    await page.goto(path);
    // Code and the list of all samples are alike everywhere: of all the reading pages, one is enough.
    await expectToSuitEverybody(page, path === readingPage ? {} : { emptied: 'pre, nav[aria-label="All samples"]' });
  });

test('every page has a strict policy before anything it could bind, a title, and a description', async ({
  request,
}) => {
  for (const path of [...sitePages, 'run/peer-connection/one-page-call/']) {
    const html = await (await request.get(path)).text();
    const [, policy = ''] =
      /<head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy, path).toContain("default-src 'self'");
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).not.toMatch(/unsafe-(inline|eval|hashes)|https?:|\*/);
    expect(html, path).not.toMatch(/<[^>]+ style="/);
    expect(html, path).toMatch(/<title>[^<]+<\/title>/);
    expect(html, path).toMatch(/<meta name="description" content="[^"]{20,}"/);
  }
});

test('a script that somebody smuggled in does not run', async ({ page, complaints }) => {
  for (const path of ['', 'run/peer-connection/one-page-call/']) {
    await page.goto(path);
    const ran = await page.evaluate(async () => {
      const blocked = new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), {
          once: true,
        });
      });
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.smuggled = true' }));
      return { directive: await blocked, smuggled: 'smuggled' in window };
    });
    expect(ran, path).toEqual({ directive: 'script-src-elem', smuggled: false });
  }
  // The browser complains of both, as it should.
  expect(complaints.splice(0)).toHaveLength(2);
});

test('every link of every page leads somewhere', async ({ request, baseURL }) => {
  test.setTimeout(120_000);
  const seen = new Map<string, number>();
  for (const path of sitePages) {
    const html = await (await request.get(path)).text();
    for (const [, link = ''] of html.matchAll(/(?:href|src)="([^"#]+)/g)) {
      const url = new URL(link.replace(/&#38;|&amp;/g, '&'), new URL(path, baseURL));
      if (url.origin !== new URL(baseURL!).origin || seen.has(url.href)) continue;
      const status = (await request.get(url.href)).status();
      seen.set(url.href, status);
      expect(status, `${link} on ${path}`).toBe(200);
    }
  }
  expect(seen.size).toBeGreaterThan(20);
});
