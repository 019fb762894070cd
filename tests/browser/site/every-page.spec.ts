import { AxeBuilder } from '@axe-core/playwright';
import { sitePages } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

for (const path of sitePages)
  test(`/${path}: axe finds nothing, light and dark, and nothing scrolls sideways at 360 pixels`, async ({ page }) => {
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The frame is a page of its own: the check of every sample looks at it.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })),
        colorScheme,
      ).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 780 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
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
