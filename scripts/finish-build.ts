import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

const policy = /<meta http-equiv="content-security-policy"[^>]*>/;
const compressible = /\.(?:html|css|js|json|svg|txt|xml|md)$/;

/** After the pages are written: puts the policies first, makes the search index over them, then compresses once what every visitor would ask for. */
export function finishBuild(): AstroIntegration {
  return {
    name: 'finish-build',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        await policiesFirst(folder);
        logger.info(`search index of ${await indexPages(folder)} pages`);
        logger.info(`${await compressFiles(folder)} files compressed`);
      },
    },
  };
}

/** A policy in a `<meta>` binds what follows it, and Astro writes it at the end of the head: it moves to the beginning. */
async function policiesFirst(folder: string): Promise<void> {
  const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  for (const page of pages) {
    const path = join(folder, page);
    const html = await readFile(path, 'utf8');
    const [meta] = policy.exec(html) ?? [];
    if (meta)
      await writeFile(
        path,
        html.replace(meta, '').replace('<meta charset="utf-8">', (charset) => charset + meta),
      );
  }
}

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
