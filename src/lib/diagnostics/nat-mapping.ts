import { endpoint, familyOf, isHidden } from './addresses.ts';
import type { CandidateFacts, Gathered } from './ice.ts';

/** How a server sees one of this machine's sockets. */
export interface Seen {
  readonly family: 'IPv4' | 'IPv6';
  /** Which socket: its own address and port, or only the family where the browser hides them. */
  readonly base: string;
  readonly address: string;
  readonly port: number;
  /** Whether it is the socket's own address: then there is no NAT in between. Unknown where the browser hides the own one. */
  readonly isOwn?: boolean;
}

/**
 * What a set of servers, asked in one connection and so from the same sockets, says about the mapping. `pooled`: more than one
 * address for one socket, each with a port of its own, which says nothing about ports.
 */
export type Mapping = 'same' | 'differs' | 'pooled' | 'unknown';

/** Under which addresses the servers see this machine, from the candidates of one connection. */
export function seenIn({ candidates }: Gathered): Seen[] {
  const hosts = candidates.filter(({ type, protocol }) => type === 'host' && protocol === 'udp');
  const fromStun = candidates
    .filter(({ type, protocol }) => type === 'srflx' && protocol === 'udp')
    .flatMap((one) => seenAs(one.address, one.port, one.related, hosts));
  // What a relay saw stands in its candidate as “related”, even where the browser hides addresses; Firefox writes the relay's own
  // there. Only over UDP is it the socket that STUN was asked from.
  const fromRelays = candidates
    .filter(({ type, relayProtocol, url }) => type === 'relay' && (relayProtocol ?? protocolIn(url)) === 'udp')
    .flatMap(({ address, port, related }) =>
      related && !(related.address === address && related.port === port)
        ? seenAs(related.address, related.port, onlySocket(related.address, fromStun, hosts), hosts)
        : [],
    );
  return unique([...fromStun, ...fromRelays]);
}

type Socket = CandidateFacts['related'];

const protocolIn = (url = '') => (/^turn:.*transport=tcp/i.test(url) || /^turns:/i.test(url) ? 'tcp' : 'udp');

function seenAs(address: string, port: number, socket: Socket, hosts: readonly CandidateFacts[]): Seen[] {
  const family = familyOf(address);
  if (!family) return [];
  if (socket) {
    const isOwn = socket.address === address && socket.port === port;
    return [{ family, base: endpoint(socket.address, socket.port), address, port, isOwn }];
  }
  const isOwn = hosts.some((host) => host.address === address && host.port === port) ? { isOwn: true } : {};
  return [{ family, base: family, address, port, ...isOwn }];
}

/** The one socket of a family, as far as it can be seen: a relay does not say which one it was asked from. */
function onlySocket(address: string, seen: readonly Seen[], hosts: readonly CandidateFacts[]): Socket {
  const family = familyOf(address);
  const own = hosts.filter((host) => familyOf(host.address) === family);
  const exact = own.find((host) => host.address === address);
  const socket = exact ?? (own.length === 1 ? own[0] : undefined);
  return socket && !seen.some(({ base }) => base === family)
    ? { address: socket.address, port: socket.port }
    : undefined;
}

const unique = (seen: readonly Seen[]) =>
  seen.filter(
    (one, index) =>
      seen.findIndex(({ base, address, port }) => base === one.base && address === one.address && port === one.port) ===
      index,
  );

/** Compares the ports under which each socket is seen. */
export function mappingOf(gathered: Gathered): Mapping {
  const seen = seenIn(gathered);
  if (seen.length === 0) return isUnmapped(gathered) ? 'same' : 'unknown';
  // Without permission browsers use one interface, the default one: at most one hidden socket for each family. If there are
  // more, it is not known which of them is seen how.
  if (seen.some(({ base }) => base === 'IPv4' || base === 'IPv6') && hiddenHosts(gathered) > 2) return 'unknown';
  const each = [...Map.groupBy(seen, ({ base }) => base).values()].map(mappingOfSocket);
  return each.find((one) => one === 'differs') ?? each.find((one) => one === 'pooled') ?? 'same';
}

function mappingOfSocket(seen: readonly Seen[]): Mapping {
  const byAddress = [...Map.groupBy(seen, ({ address }) => address).values()];
  if (byAddress.some((same) => new Set(same.map(({ port }) => port)).size > 1)) return 'differs';
  return byAddress.length > 1 ? 'pooled' : 'same';
}

export const hiddenHosts = ({ candidates }: Gathered) =>
  candidates.filter(({ type, protocol, address }) => type === 'host' && protocol === 'udp' && isHidden(address)).length;

/**
 * Whether no NAT stands between: every socket is seen under its own address, or Chromium leaves out what the servers saw because it
 * is the machine's own address, which it does only when it may show that. `undefined` where the own addresses are hidden: a NAT
 * that keeps the port, as most at home do, looks the same.
 */
export function hasNoNat(gathered: Gathered): boolean | undefined {
  const seen = seenIn(gathered);
  if (seen.length === 0) return isUnmapped(gathered) ? true : undefined;
  if (seen.some(({ isOwn }) => isOwn === false)) return false;
  return seen.every(({ isOwn }) => isOwn) ? true : undefined;
}

function isUnmapped({ candidates, errors, endedBy }: Gathered): boolean {
  const isShown = candidates.some(
    ({ type, protocol, address }) => type === 'host' && protocol === 'udp' && familyOf(address) !== undefined,
  );
  return isShown && endedBy === 'complete' && errors.length === 0;
}
