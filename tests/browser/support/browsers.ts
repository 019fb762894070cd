import { chromium, type Browser, type LaunchOptions } from '@playwright/test';

/** Browsers beside the one that Playwright starts: to start one costs more than most checks, so they are used again. */
export interface Lender {
  /** A browser started with these options, which nobody else has meanwhile. */
  readonly lend: (options: LaunchOptions) => Promise<Browser>;
  /** Ends all that was opened in it, and keeps it for the next who asks for the same. */
  readonly takeBack: (browser: Browser) => Promise<void>;
  readonly closeAll: () => Promise<void>;
}

/** Enough for the most that one test opens. A browser that waits costs memory, and nothing of the processor. */
const mostIdle = 4;

export function lendBrowsers(headless: boolean): Lender {
  const kindOf = new WeakMap<Browser, string>();
  let idle: Browser[] = []; // the one that waits longest comes first
  return {
    lend: async (options) => {
      const kind = JSON.stringify(options);
      const waiting = idle.find((browser) => kindOf.get(browser) === kind);
      idle = idle.filter((browser) => browser !== waiting);
      if (waiting?.isConnected()) return waiting;
      const browser = await chromium.launch({ ...options, headless });
      kindOf.set(browser, kind);
      return browser;
    },
    takeBack: async (browser) => {
      // One that was made to crash is not there any more.
      if (!browser.isConnected()) return;
      await Promise.all(browser.contexts().map((context) => context.close()));
      idle.push(browser);
      if (idle.length > mostIdle) await idle.shift()!.close();
    },
    closeAll: async () => {
      await Promise.all(idle.map((browser) => browser.close()));
    },
  };
}
