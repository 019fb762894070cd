/** What a browser says of itself, as far as a sentence needs it: families, not versions. */
export interface BrowserName {
  readonly browser: string;
  readonly system: SystemName;
}

/** A system as a person calls it. */
export type SystemName = 'Windows' | 'macOS' | 'ChromeOS' | 'Android' | 'iOS' | 'Linux' | 'this system';

/** Reads the families out of `navigator.userAgent` and `navigator.maxTouchPoints` (iPads call themselves Macs). Pure. */
export function browserName(userAgent: string, maxTouchPoints = 0): BrowserName {
  return { browser: browserOf(userAgent), system: systemOf(userAgent, maxTouchPoints) };
}

// The order matters: nearly every browser also claims to be Safari, and most to be Chrome.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome or Chromium'],
  [/\bSafari\//, 'Safari'],
];

function browserOf(userAgent: string): string {
  return browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'This browser';
}

function systemOf(userAgent: string, maxTouchPoints: number): SystemName {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'iOS';
  if (userAgent.includes('Macintosh')) return maxTouchPoints > 1 ? 'iOS' : 'macOS';
  if (userAgent.includes('Android')) return 'Android';
  if (userAgent.includes('CrOS')) return 'ChromeOS';
  if (userAgent.includes('Windows')) return 'Windows';
  return /Linux|X11/.test(userAgent) ? 'Linux' : 'this system';
}
