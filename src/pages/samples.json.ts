import type { APIRoute } from 'astro';
import { samples } from '../lib/catalogue/index.ts';

/** The catalogue for programs, a public interface: paths are relative to this file. README.md describes it. */
export const GET: APIRoute = () =>
  new Response(
    JSON.stringify(
      samples.map(({ id, group, slug, title, summary, uses, needs, requires, noStandalone }) => ({
        group: group.slug,
        slug,
        title,
        summary,
        uses,
        needs,
        requires: requires ?? [],
        page: `samples/${id}/`,
        run: `run/${id}/`,
        standalone: noStandalone ? null : `run/${id}/standalone.html`,
      })),
      null,
      2,
    ),
    { headers: { 'Content-Type': 'application/json; charset=utf-8' } },
  );
