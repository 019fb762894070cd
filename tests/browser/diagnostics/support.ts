import { expect, type Page } from '@playwright/test';

/** A finding as it stands on the page. */
export interface Shown {
  readonly probe: string;
  readonly finding: string;
  readonly verdict: string;
  /** The one sentence on what was found. */
  readonly sentence: string;
  /** All that can be read in its card or section. */
  readonly text: string;
}

/** Waits until the checks are over, and reads every finding, those inside a card as well. */
export async function findingsOf(page: Page, timeoutMs = 45_000): Promise<Shown[]> {
  await expect(page.locator('main')).toHaveAttribute('data-state', /^(done|cancelled)$/, { timeout: timeoutMs });
  return page.locator('main [data-finding]').evaluateAll((all) =>
    all.map((one) => ({
      probe: one.closest('[data-probe]')?.getAttribute('data-probe') ?? '',
      finding: one.getAttribute('data-finding') ?? '',
      verdict: one.getAttribute('data-verdict') ?? '',
      sentence: one.querySelector('.sentence')?.textContent ?? '',
      text: one.textContent.replace(/\s+/g, ' ').trim(),
    })),
  );
}

/** A server as a person types it. */
export interface Typed {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** Types servers into the editor of the page: into its empty rows first, then into new ones. */
export async function typeServers(page: Page, servers: readonly Typed[]): Promise<void> {
  const urls = page.getByLabel('Server URL');
  const addButton = page.getByRole('button', { name: 'Add a server' });
  if (!(await addButton.isVisible())) await page.getByText('Servers', { exact: true }).first().click();
  for (const { url, username, password } of servers) {
    let row = await emptyRow(page);
    if (row === -1) {
      row = await urls.count();
      await addButton.click();
      await expect(urls).toHaveCount(row + 1);
    }
    await urls.nth(row).fill(url);
    if (username !== undefined) await page.getByLabel('Username').nth(row).fill(username);
    if (password !== undefined) await page.getByLabel('Password', { exact: true }).nth(row).fill(password);
  }
}

/** The first row without a URL, or -1. */
async function emptyRow(page: Page): Promise<number> {
  const typed = await page
    .getByLabel('Server URL')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value.trim()));
  return typed.indexOf('');
}
