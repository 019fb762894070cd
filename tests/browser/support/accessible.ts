import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

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
  const axe = () =>
    new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .exclude('iframe');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNoViolations(axe());
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(axe().withRules(['color-contrast', 'link-in-text-block']));
}

async function expectNoViolations(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    })),
  ).toEqual([]);
}
