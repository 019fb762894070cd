import { sampleIds } from '../../../scripts/support/folders.ts';
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
export const sitePages: readonly string[] = [
  ...['', 'samples/', 'code/', '404.html'],
  ...['diagnostics/', 'diagnostics/findings/', 'diagnostics/findings/camera.system-blocks/'],
  ...new Set(sampleIds().map((id) => `samples/${id.split('/')[0]}/`)),
  ...sampleIds().map((id) => `samples/${id}/`),
];
