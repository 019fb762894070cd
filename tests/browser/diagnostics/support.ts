import { expect, type Page } from '@playwright/test';

/** A finding as the page shows it. */
export interface Shown {
  readonly probe: string;
  readonly finding: string;
  readonly verdict: string;
  readonly text: string;
}

/** Waits until the run is over, and reads every finding from the page's public interface. */
export async function findingsOf(page: Page): Promise<Shown[]> {
  await expect(page.locator('main')).toHaveAttribute('data-state', /done|cancelled/, { timeout: 60_000 });
  return page.locator('[data-finding]').evaluateAll((all: HTMLElement[]) =>
    all.map((one) => ({
      probe: one.closest('article')?.dataset['probe'] ?? '',
      finding: one.dataset['finding'] ?? '',
      verdict: one.dataset['verdict'] ?? '',
      text: one.querySelector('.sentence')?.textContent ?? '',
    })),
  );
}
