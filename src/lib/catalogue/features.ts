import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';
import type { FeaturePath } from '../../samples/sample.ts';

// Read by Node and not by the bundler: it is 20 MB, and only a few entries of it reach a page.
const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

/** The browsers of the support table, in its order. */
export const browsers = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  chrome_android: 'Chrome Android',
  safari_ios: 'Safari on iOS',
} as const;

/** A browser of the support table. */
export type Browser = keyof typeof browsers;

/** What is known of a feature in one browser. */
export interface Support {
  /** The first version that has it, as the browser counts; `undefined` where it has it in no version or behind a flag only. */
  readonly since: string | undefined;
  /** Whether something of it is missing or stands under another name. */
  readonly partial: boolean;
}

/** A feature as the support table shows it. */
export interface Feature {
  readonly path: FeaturePath;
  /** Its page on MDN, where there is one. */
  readonly mdn: string | undefined;
  readonly specification: string | undefined;
  readonly support: Readonly<Record<Browser, Support>>;
}

/** A path that the compatibility data does not know; the message says what to write instead. */
export class FeatureError extends Error {
  override name = 'FeatureError';
}

/**
 * Looks a feature up: `RTCPeerConnection`, `MediaDevices.getUserMedia`, `RTCRtpSender.getCapabilities`. Static members and
 * events are found by their plain name. Throws a FeatureError for a path that is not there.
 */
export function featureOf(path: FeaturePath): Feature {
  const compat = find(path);
  if (!compat)
    throw new FeatureError(`“${path}” is not under “api” in @mdn/browser-compat-data. Look for its name on MDN.`);
  const names = Object.keys(browsers) as Browser[];
  const specification = Array.isArray(compat.spec_url) ? compat.spec_url[0] : compat.spec_url;
  return {
    path,
    mdn: compat.mdn_url,
    specification,
    support: Object.fromEntries(names.map((name) => [name, supportIn(compat, name)])) as Record<Browser, Support>,
  };
}

function find(path: FeaturePath): CompatStatement | undefined {
  const [first = '', ...members] = path.split('.');
  let node: Identifier | undefined = data.api[first];
  for (const member of members) node = node?.[member] ?? node?.[`${member}_static`] ?? node?.[`${member}_event`];
  return node?.__compat;
}

function supportIn(compat: CompatStatement, browser: Browser): Support {
  const found = compat.support[browser];
  const statements: SimpleSupportStatement[] = found === undefined ? [] : Array.isArray(found) ? found : [found];
  const usable = statements.find(
    (statement) =>
      statement.version_added &&
      !statement.version_removed &&
      !statement.flags &&
      statement.version_added !== 'preview',
  );
  const since = typeof usable?.version_added === 'string' ? usable.version_added.replace('≤', '') : undefined;
  return { since, partial: Boolean(usable?.partial_implementation ?? usable?.alternative_name ?? usable?.prefix) };
}

/** The browsers that have all of the features whole: what works in part may be the part that fails. */
export function browsersWith(paths: readonly FeaturePath[]): Browser[] {
  const features = paths.map(featureOf);
  return (Object.keys(browsers) as Browser[]).filter((browser) =>
    features.every(({ support }) => support[browser].since !== undefined && !support[browser].partial),
  );
}

/** The browsers that have a feature and since which version, as a person would say it: “Chrome 72, Firefox 66”. */
export function inWords(feature: Feature): string {
  return (Object.keys(browsers) as Browser[])
    .filter((browser) => browsersWith([feature.path]).includes(browser))
    .map((browser) => `${browsers[browser]} ${feature.support[browser].since}`)
    .join(', ');
}
