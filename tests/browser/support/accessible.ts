import { expect, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/**
 * Nothing scrolls sideways at 360 pixels, and axe finds nothing in the page, in light colours by all of its rules and in dark
 * ones by those of colour (the rest of a page is the same in both). Frames are left out: each is a page of its own, and looked
 * at as that. What `emptied` finds loses its content before axe comes: it walks through every word of a long text, also where
 * it is told not to look, so what another test looks at had better not be there.
 */
export async function expectToSuitEverybody(page: Page, { emptied }: { emptied?: string } = {}): Promise<void> {
  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 780 });
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, 'pixels that scroll sideways').toBe(0);
  await page.setViewportSize(wide);

  if (emptied) await page.locator(emptied).evaluateAll((all) => all.forEach((one) => one.replaceChildren()));
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNoViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, { runOnly: ['color-contrast', 'link-in-text-block'] });
}

async function expectNoViolations(page: Page, options: RunOptions = {}): Promise<void> {
  // Half a megabyte of script, which a page is given once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (options) => {
    const inPage = (window as Window & { readonly axe?: typeof axe }).axe!;
    const found = await inPage.run({ exclude: ['iframe'] }, { resultTypes: ['violations'], ...options });
    return found.violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  }, options);
  expect(violations).toEqual([]);
}
