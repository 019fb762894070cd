/** What an address says about itself, without asking anybody. */

/** `undefined` for a name, as multicast DNS makes them up to hide addresses (`….local`). */
export function familyOf(address: string): 'IPv4' | 'IPv6' | undefined {
  if (address.includes(':')) return 'IPv6';
  return /^\d+(\.\d+){3}$/.test(address) ? 'IPv4' : undefined;
}

/** Whether multicast DNS stands in for the address (draft-ietf-mmusic-mdns-ice-candidates). */
export const isHidden = (address: string) => address.endsWith('.local');

/**
 * The range that is not reachable from the internet an address lies in: RFC 1918, loopback, link-local, unique local (RFC 4193),
 * and the one that carriers share among customers (RFC 6598); `undefined` for all others, and for names.
 */
export function privateRange(address: string): string | undefined {
  if (familyOf(address) === 'IPv4') {
    const [a = 0, b = 0] = address.split('.').map(Number);
    if (a === 127) return 'loopback';
    if (a === 10) return '10.0.0.0/8';
    if (a === 172 && b >= 16 && b < 32) return '172.16.0.0/12';
    if (a === 192 && b === 168) return '192.168.0.0/16';
    if (a === 169 && b === 254) return 'link-local';
    if (isShared(address)) return '100.64.0.0/10';
    return undefined;
  }
  if (familyOf(address) !== 'IPv6') return undefined;
  if (address === '::1') return 'loopback';
  if (/^fe[89ab]/i.test(address)) return 'link-local';
  return /^f[cd]/i.test(address) ? 'fc00::/7' : undefined;
}

/** Whether the address is one of those that carriers put between customers and the internet (RFC 6598). */
export function isShared(address: string): boolean {
  const [a, b = 0] = address.split('.').map(Number);
  return familyOf(address) === 'IPv4' && a === 100 && b >= 64 && b < 128;
}

/** Whether it is an IPv6 address that the internet can reach (2000::/3). */
export const isGlobalIpv6 = (address: string) => familyOf(address) === 'IPv6' && /^[23]/.test(address);

/** With the port behind it, as it is written in URLs. */
export const endpoint = (address: string, port: number) =>
  familyOf(address) === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
