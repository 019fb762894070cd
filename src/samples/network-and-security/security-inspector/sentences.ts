import type { Facts } from './facts.js';

/** What came of it, in one or two sentences, by what both sides know. */
export function inShort(sides: readonly [Facts, Facts], codes: readonly [string[], string[]]): string {
  if (sides.some(({ dtlsState }) => dtlsState === 'failed'))
    return 'Failed, as it must: the certificate that came has another fingerprint than the description had announced. No media and no data went through.';
  if (sides.some(({ dtlsState }) => dtlsState !== 'connected'))
    return 'The two sides found no way to each other, so no certificate was shown. Close, and connect again.';
  const version = sides[0].version ?? 'a version of DTLS that this browser does not tell';
  if (codes[0].join() === codes[1].join())
    return `Connected with ${version}. Both sides have the same code: nobody sits between them.`;
  return `Connected with ${version}, and both browsers are content. But the codes differ: somebody sits in the middle and can read everything.`;
}
