import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/**
 * Serves a folder of built pages: the `.br` or `.gz` beside a file where the browser takes it, files with a hash in their name
 * for ever, all others asked for anew each time (an ETag answers 304). A page's folder without its last slash is led to it,
 * so that what a page links relatively is found. What is not there goes on to the next handler.
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
      const { search } = new URL(request.originalUrl, 'http://any');
      return response.redirect(308, `${request.baseUrl}${request.path}/${search}`);
    }
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
