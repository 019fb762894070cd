import type { LaunchOptions } from 'puppeteer-core';

const firefox = process.env.FIREFOX_PATH;

/** An installed Firefox with fake devices that nobody is asked for, quiet towards the network, and further preferences. */
export function firefoxOptions(preferences: Readonly<Record<string, unknown>> = {}): LaunchOptions {
  return {
    browser: 'firefox',
    ...(firefox ? { executablePath: firefox } : {}),
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      'app.normandy.enabled': false,
      'app.update.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      ...preferences,
    },
  };
}
