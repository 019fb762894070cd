import { createHash } from 'node:crypto';

/** What a Content-Security-Policy calls an inline script by. Content Security Policy Level 3, section 2.3.1. */
export function cspHash(text: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
