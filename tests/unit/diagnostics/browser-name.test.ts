import { expect, test } from 'vitest';
import { browserName } from '../../../src/lib/diagnostics/browser-name.ts';

test.for<[string, string, number, string]>([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1 Safari/537.36',
    'Chrome or Chromium',
    0,
    'Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1 Safari/537.36 Edg/1',
    'Edge',
    0,
    'Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/20100101 Firefox/1', 'Firefox', 0, 'Linux'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/1 Safari/605.1.15',
    'Safari',
    0,
    'macOS',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/1 Safari/605.1.15',
    'Safari',
    5,
    'iOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/1 Mobile/1 Safari/604.1',
    'Chrome or Chromium',
    5,
    'iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 1; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/1 Chrome/1 Mobile Safari/537.36',
    'Samsung Internet',
    5,
    'Android',
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1 Safari/537.36',
    'Chrome or Chromium',
    0,
    'ChromeOS',
  ],
  ['curl/8', 'This browser', 0, 'this system'],
])('%s', ([userAgent, browser, touch, system]) => {
  expect(browserName(userAgent, touch)).toEqual({ browser, system });
});
