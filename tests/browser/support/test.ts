import { relative } from 'node:path';
import {
  test as base,
  expect,
  type Browser,
  type BrowserContext,
  type LaunchOptions,
  type Page,
} from '@playwright/test';
import { lendBrowsers, type Lender } from './browsers.ts';
import { launch } from './launch.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';
import { recordedOf, type Recorded } from './recorded.ts';
import { installRecorder } from './recorder.ts';

interface Options {
  /** What follows the sample's address: `?source=synthetic`. */
  readonly query: string;
}

interface Fixtures {
  /** The run page of the sample that this check belongs to, by the check's own path. */
  readonly sample: Page;
  /** What the recorder kept of the sample's page. */
  readonly recorded: Recorded;
  /** The run page in another browser, which no other page of the test shares: `await sampleIn(launch.noCamera)`. */
  readonly sampleIn: (options: LaunchOptions, query?: string) => Promise<Page>;
  /** The same for any page of the site, by its path from the root or its whole address. */
  readonly pageIn: (options: LaunchOptions, path: string) => Promise<Page>;
  /** The same on another server: `await sampleAt(server.address)`. */
  readonly sampleAt: (address: string, options?: LaunchOptions, query?: string) => Promise<Page>;
  /** A server of this test alone, which it may stop and start again. */
  readonly ownServer: OwnServer;
  /** Opens a further page of the same sample in the same browser, as a second tab. */
  readonly anotherTab: (query?: string) => Promise<Page>;
  /** What the pages reported: a test fails if there is anything at its end. Empty it where an error is the point. */
  readonly complaints: string[];
}

interface WorkerFixtures {
  readonly lender: Lender;
}

/** The group and the slug of a check, from where it stands. */
export function sampleOf(checkFile: string): string {
  return relative(new URL('../samples', import.meta.url).pathname, checkFile).replace(/\.spec\.ts$/, '');
}

/** Installs the recorder in all pages of a context, and notes what they complain of and what they ask of other origins. */
async function watch(context: BrowserContext, complaints: string[], baseURL: string | undefined) {
  const own = new URL(baseURL ?? '').origin;
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console error: ${message.text()} (${message.location().url})`);
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['data:', 'blob:', 'file:', 'about:'].includes(protocol) && origin !== own)
        complaints.push(`request off the origin: ${request.url()}`);
    });
  });
  await context.addInitScript(installRecorder);
}

/** Playwright's `test` with the sample opened, its connections and tracks recorded, and every error of a page a failure. */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  query: ['', { option: true }],
  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = [];
      await watch(context, complaints, baseURL);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  lender: [
    async ({ headless }, use) => {
      const lender = lendBrowsers(headless);
      await use(lender);
      await lender.closeAll();
    },
    { scope: 'worker' },
  ],
  pageIn: async ({ complaints, baseURL, lender, contextOptions, viewport }, use) => {
    const lent: Browser[] = [];
    await use(async (options, path) => {
      const browser = await lender.lend(options);
      lent.push(browser);
      const context = await browser.newContext({ ...contextOptions, viewport, ...(baseURL ? { baseURL } : {}) });
      await watch(context, complaints, new URL(path, baseURL).href);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    await Promise.all(lent.map((browser) => lender.takeBack(browser)));
  },
  sampleIn: async ({ pageIn }, use, testInfo) => {
    await use((options, query = '') => pageIn(options, `run/${sampleOf(testInfo.file)}/${query}`));
  },
  sampleAt: async ({ pageIn }, use, testInfo) => {
    await use((address, options = launch.usual, query = '') =>
      pageIn(options, `${address}run/${sampleOf(testInfo.file)}/${query}`),
    );
  },
  ownServer: async ({ baseURL: _ }, use) => {
    const server = await startOwnServer();
    await use(server);
    await server.stop();
  },
  sample: async ({ page, complaints: _, query }, use, testInfo) => {
    await page.goto(`run/${sampleOf(testInfo.file)}/${query}`);
    await use(page);
  },
  recorded: async ({ sample }, use) => use(recordedOf(sample)),
  anotherTab: async ({ context, complaints: _ }, use, testInfo) => {
    await use(async (query = '') => {
      const page = await context.newPage();
      await page.goto(`run/${sampleOf(testInfo.file)}/${query}`);
      return page;
    });
  },
});

/** Ends the browser of a page as a power cut does: nobody in it can say goodbye. */
export async function vanish(page: Page): Promise<void> {
  const browser = page.context().browser()!;
  const gone = new Promise((resolve) => browser.once('disconnected', resolve));
  const session = await browser.newBrowserCDPSession();
  // The browser cannot answer any more.
  session.send('Browser.crash').catch(() => undefined);
  await gone;
}

export { expect, recordedOf };
