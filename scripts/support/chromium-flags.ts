/**
 * What is of no use to a headless browser. Chromium 156 fills the list below the address bar of every window with two pages of
 * its own, for which it takes more than a second of processor each time a test opens a page; and it starts a process for the
 * page after the one that is opened, which in most tests is none.
 */
const withoutUse = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'];

/** What Playwright 1.64 switches off. Only the last list on a command line counts, so its own stands here again. */
const withoutByPlaywright = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Flags for every Chromium that is started here: quiet, and without what only costs time. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  `--disable-features=${[...withoutUse, ...withoutByPlaywright].join()}`,
];
