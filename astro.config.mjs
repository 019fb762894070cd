// @ts-check
import { defineConfig } from 'astro/config';
import { finishBuild } from './scripts/finish-build.ts';

// A deployment sets these; without them the site is built for the root of any origin.
const site = process.env.SITE_URL;
const base = process.env.BASE_PATH ?? '/';

export default defineConfig({
  ...(site ? { site } : {}),
  base,
  trailingSlash: 'ignore',
  devToolbar: { enabled: false },
  integrations: [finishBuild()],
  markdown: { syntaxHighlight: false },
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
});
