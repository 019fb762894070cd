import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * axe finds nothing in the page, in light colours by all of its rules and in dark ones by those of colour (the rest of a page
 * is the same in both), and nothing scrolls sideways at 360 pixels. Frames are left out: each is a page of its own, and looked
 * at as that. So is what `except` finds, where another test looks at it.
 */
export async function expectToSuitEverybody(page: Page, except: readonly string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  const axe = () =>
    ['iframe', ...except].reduce((all, left) => all.exclude(left), new AxeBuilder({ page }).setLegacyMode(true));
  await expectNoViolations(axe());
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(axe().withRules(['color-contrast', 'link-in-text-block']));

  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 780 });
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, 'pixels that scroll sideways').toBe(0);
  await page.setViewportSize(wide);
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
