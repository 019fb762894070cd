import type { APIRoute, GetStaticPaths } from 'astro';
import { samples } from '../../../../lib/catalogue/index.ts';
import { scriptsOf, standaloneOf, textOf } from '../../../../lib/source/served.ts';

/** The files of a sample one to one, and the sample as one file. */
export const getStaticPaths = (async () => {
  const files = await Promise.all(
    samples.map(async (sample) => {
      const texts = new Map(await scriptsOf(sample));
      if (textOf(sample, 'style.css')) texts.set('style.css', textOf(sample, 'style.css'));
      if (!sample.noStandalone) texts.set('standalone.html', await standaloneOf(sample));
      return [...texts].map(([file, text]) => ({
        params: { group: sample.group.slug, slug: sample.slug, file },
        props: { text },
      }));
    }),
  );
  return files.flat();
}) satisfies GetStaticPaths;

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' };

export const GET: APIRoute<{ text: string }, { file: string }> = ({ props, params }) =>
  new Response(props.text, {
    headers: { 'Content-Type': `${types[params.file.split('.').at(-1)!]!}; charset=utf-8` },
  });
