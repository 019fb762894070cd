import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

const movedForward = /<meta http-equiv="content-security-policy"[^>]*>|<link rel="stylesheet"[^>]*>/g;
const compressible = /\.(?:html|css|js|json|svg|txt|xml|md)$/;

/** After the pages are written: puts the heads in order, makes the search index over them, then compresses once what every visitor would ask for. */
export function finishBuild(): AstroIntegration {
  return {
    name: 'finish-build',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        await orderHeads(folder);
        logger.info(`search index of ${await indexPages(folder)} pages`);
        logger.info(`${await compressFiles(folder)} files compressed`);
      },
    },
  };
}

/**
 * Astro writes the policy and the style sheets at the end of the head. A policy in a `<meta>` binds only what follows it, and
 * a style sheet behind scripts comes late enough for the browser to paint a frame without it: both move to the beginning.
 */
async function orderHeads(folder: string): Promise<void> {
  const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  for (const page of pages) {
    const path = join(folder, page);
    const html = await readFile(path, 'utf8');
    const first = html.match(movedForward) ?? [];
    if (first.length === 0) continue;
    const rest = html.replace(movedForward, '');
    await writeFile(
      path,
      rest.replace('<meta charset="utf-8">', (charset) => charset + first.sort(policyFirst).join('')),
    );
  }
}

const policyFirst = (a: string, b: string) => Number(b.startsWith('<meta')) - Number(a.startsWith('<meta'));

async function indexPages(folder: string): Promise<number> {
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`The search index could not be made: ${errors.join(', ')}`);
  const added = await index.addDirectory({ path: folder });
  await index.writeFiles({ outputPath: join(folder, 'pagefind') });
  await close();
  return added.page_count;
}

async function compressFiles(folder: string): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => compressible.test(name));
  const toBrotli = promisify(brotliCompress);
  const toGzip = promisify(gzip);
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const content = await readFile(path);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      await writeFile(`${path}.br`, await toBrotli(content, { params }));
      await writeFile(`${path}.gz`, await toGzip(content, { level: 9 }));
    }),
  );
  return names.length;
}
