import { defineConfig } from '@playwright/test';
import { launch } from './tests/browser/support/launch.ts';

// A deployed site is checked as it is; otherwise the built site is served by our own server.
const deployed = process.env.PEERLAB_URL;
const port = Number(process.env.PEERLAB_TEST_PORT ?? 4399);

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PEERLAB_REPORT ? [['dot'], ['json', { outputFile: process.env.PEERLAB_REPORT }]] : 'line',
  use: {
    baseURL: deployed ?? `http://localhost:${port}/`,
    launchOptions: launch.usual,
    headless: true,
    viewport: { width: 1280, height: 900 },
    trace: 'off',
  },
  ...(deployed
    ? {}
    : {
        webServer: {
          command: 'node peer-server/src/main.ts',
          url: `http://localhost:${port}/healthz`,
          env: { PORT: String(port), SITE: 'dist', LOG_LEVEL: 'warn' },
          reuseExistingServer: false,
          stdout: 'ignore',
        },
      }),
});
