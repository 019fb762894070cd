/**
 * The run page's own script. It loads before the sample and is no part of it: it shows what the sample did not catch, says
 * which needed feature this browser lacks, and says when the page is not in a secure context. Nothing else.
 */

/** A feature that the sample cannot do without, and the browsers that have it, in words. */
export interface Requirement {
  readonly path: string;
  readonly browsers: string;
}

/**
 * Whether a feature path (`RTCRtpScriptTransform`, `MediaDevices.getDisplayMedia`, the event `RTCPeerConnection.track`) exists
 * in a global object. An event shows by the handler that goes with it.
 */
export function hasFeature(path: string, scope: object): boolean {
  const [name = '', member] = path.split('.');
  const owner: unknown = Reflect.get(scope, name);
  if (member === undefined || owner === undefined || owner === null) return owner !== undefined;
  const prototype: unknown = typeof owner === 'function' ? owner.prototype : undefined;
  return [owner, prototype].some(
    (holder) => holder != null && (member in Object(holder) || `on${member}` in Object(holder)),
  );
}

/** The sentence for features that are missing. */
export function missingSentence(missing: readonly Requirement[]): string {
  const names = missing.map(({ path }) => path).join(' and ');
  const browsers = missing.map(({ path, browsers }) => `${path}: ${browsers || 'no browser yet'}`).join('; ');
  return `This sample cannot run here: this browser has no ${names}. Browsers that have it, and since which version: ${browsers}.`;
}

/** The sentence for a page that browsers keep cameras from. Secure Contexts, section 3. */
export const insecureSentence =
  'This page is not in a secure context, so the browser hides cameras and microphones from it. Open it by https, or by http://localhost on this machine; on the local network, start the site with “npm start -- --lan”.';

/** What is shown of an error that nobody caught: its name, what it says, and the file and line that threw it. */
export function describeError(error: unknown, file?: string, line?: number): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where = file ? placeOf(`${file}:${line ?? 0}`) : placeOf(error instanceof Error ? (error.stack ?? '') : '');
  return where ? `${text} (${where})` : text;
}

/** The last part of the first address with a line number: `main.js:12`. */
function placeOf(text: string): string {
  const [, file, line] = /([^/\s()]+\.(?:js|ts|html))(?:\?[^:\s]*)?:(\d+)/.exec(text) ?? [];
  return file ? `${file}:${line}` : '';
}
