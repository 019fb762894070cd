import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/**
 * Serves a folder of built pages: the `.br` or `.gz` beside a file where the browser takes it, files with a hash in their name
 * for ever, all others asked for anew each time (an ETag answers 304). A page's folder without its last slash is led to it,
 * so that what a page links relatively is found. What is not there goes on to the next handler. The folder is read once: a
 * site that was built anew needs a new server.
 */
export function servePages(folder: string): RequestHandler {
  const folders = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(`${sep}index.html`))
      .map((name) => `/${name.slice(0, -'/index.html'.length).split(sep).join('/')}`),
  );
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      const hashed = path.startsWith('/_astro/');
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (folders.has(request.path)) {
      const [, query] = request.originalUrl.split(/(?=\?)/);
      // Without this a browser keeps a permanent redirect, for whatever is served at this port tomorrow, too.
      response.setHeader('Cache-Control', 'no-cache');
      return response.redirect(308, `${request.baseUrl}${request.path}/${query ?? ''}`);
    }
    // A range that sirv would misread may be ignored: the whole file is an answer, too.
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (!first || (last && Number(last) < Number(first))) delete request.headers.range;
    response.once('pipe', (file) => {
      // Nobody else looks after the file: one that has gone would end the process, one half sent would stay open.
      file.once('error', () => response.destroy());
      response.once('close', () => file.destroy());
    });
    files(request, response, next);
  };
}

/** Answers with the site's own page for an address that does not exist, or with a sentence where there is none. */
export function notFound(folder: string | undefined): RequestHandler {
  const page = folder && existsSync(join(folder, '404.html')) ? readFileSync(join(folder, '404.html')) : undefined;
  return (_request, response) => {
    response.status(404).setHeader('Cache-Control', 'no-cache');
    if (page) response.type('html').send(page);
    else response.type('text').send('There is nothing at this address.\n');
  };
}
