import { defineConfig } from 'vitest/config';

/** One project for each folder of tests that need no page; the browser checks are Playwright's (playwright.config.ts). */
const project = (name: string, more: object = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...more },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', {
        setupFiles: ['tests/unit/support/record-findings.ts'],
        globalSetup: ['tests/unit/support/forget-findings.ts'],
      }),
      project('architecture', { testTimeout: 60_000 }),
      // A busy machine may take more than the second that a poll has by default.
      project('peer-server', { testTimeout: 30_000, expect: { poll: { timeout: 10_000 } } }),
      project('firefox', { testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
});
