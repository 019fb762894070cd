import { samples } from '../catalogue/index.ts';
import type { Sample } from '../catalogue/sample.ts';
import { referencesOf } from './imports.ts';
import { toJavaScript } from './javascript.ts';
import { standalone } from './standalone.ts';
import { isVendorName, vendorModule, type VendorName } from './vendor.ts';
import baseStyle from '../site/run.css?raw';
import tokens from '../site/tokens.css?raw';

/** The name under which a file is served: `main.ts` answers as `main.js`. */
export const servedName = (fileName: string) => fileName.replace(/\.ts$/, '.js');

/** The scripts of a sample as JavaScript, by the name under which they are served. */
export async function scriptsOf(sample: Sample): Promise<Map<string, string>> {
  const scripts = sample.files.filter(({ name }) => name.endsWith('.ts'));
  return new Map(
    await Promise.all(
      scripts.map(
        async ({ name, text }) => [servedName(name), await toJavaScript(text, `${sample.id}/${name}`)] as const,
      ),
    ),
  );
}

/** The packages that a sample imports. */
export function packagesOf(sample: Sample): VendorName[] {
  const specifiers = sample.files
    .filter(({ name }) => name.endsWith('.ts'))
    .flatMap(({ name, text }) => referencesOf(text, `${sample.id}/${name}`))
    .map(({ specifier }) => specifier);
  return [...new Set(specifiers)].filter(isVendorName);
}

/** The text of a file of the folder; an empty one where the sample has none. */
export const textOf = (sample: Sample, name: string) => sample.files.find((file) => file.name === name)?.text ?? '';

/** The sample as one file. Throws a StandaloneError where its files cannot be joined. */
export async function standaloneOf(sample: Sample): Promise<string> {
  return standalone({
    title: sample.title,
    id: sample.id,
    html: textOf(sample, 'index.html'),
    styles: [tokens, baseStyle.replace(/^@import.*$/m, ''), textOf(sample, 'style.css')].filter(Boolean),
    scripts: await scriptsOf(sample),
    vendor: vendorModule,
  });
}

/** The routes of the pages that exist once for every sample. */
export const samplePaths = () =>
  samples.map((sample) => ({ params: { group: sample.group.slug, slug: sample.slug }, props: { sample } }));
