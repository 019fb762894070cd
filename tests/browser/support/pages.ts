import type { APIRequestContext } from '@playwright/test';

/** What `samples.json` says of a sample, as far as tests need it. */
export interface Listed {
  readonly group: string;
  readonly page: string;
  readonly run: string;
  readonly standalone: string | null;
}

/** The catalogue of the site under test. */
export async function listed(request: APIRequestContext): Promise<Listed[]> {
  return (await (await request.get('samples.json')).json()) as Listed[];
}

/** The paths of one page of each kind, and of every reading page: all that a visitor can reach. */
export async function sitePages(request: APIRequestContext): Promise<string[]> {
  const samples = await listed(request);
  const groups = [...new Set(samples.map(({ group }) => `samples/${group}/`))];
  const diagnostics = ['diagnostics/', 'diagnostics/findings/', 'diagnostics/findings/camera.system-blocks/'];
  return ['', 'samples/', 'code/', '404.html', ...diagnostics, ...groups, ...samples.map(({ page }) => page)];
}
