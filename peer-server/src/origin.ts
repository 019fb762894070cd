import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Whom the server believes. */
export interface Trust {
  /** Pages of which origins may use the peer server, besides those that it serves itself. */
  readonly origins: readonly string[] | 'any';
  /** Whether a proxy stands before the server, which adds the visitor's address as the last of `X-Forwarded-For`. */
  readonly proxy: boolean;
}

/** Whether a page of that origin may connect. Browsers name the page's origin; whoever names none is no browser. */
export function isAllowedOrigin({ origins }: Trust, origin: string | undefined, request: IncomingMessage): boolean {
  if (origin === undefined || origins === 'any' || origins.includes(origin)) return true;
  const { host } = URL.parse(origin) ?? {};
  // By host and port: a proxy may have taken off the HTTPS.
  return host !== undefined && host !== '' && host === request.headers.host?.toLowerCase();
}

/** Whom a connection is counted for: an address of IPv4, a network of 64 bits of IPv6, which is what one customer has. */
export function addressOf({ proxy }: Trust, request: IncomingMessage): string {
  const forwarded = proxy ? request.headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.join() : forwarded)?.split(',').at(-1)?.trim();
  const address = (last === undefined || last === '' ? request.socket.remoteAddress : last) ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  // The standard way to write an address puts `::` for a run of zeros: the first four groups are found by writing it out.
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':');
}
