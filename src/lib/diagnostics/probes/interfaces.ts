import { familyOf, isGlobalIpv6, isHidden } from '../addresses.ts';
import { finding, type Finding } from '../finding.ts';
import { gather, type CandidateFacts, type Gathered } from '../ice.ts';
import { permissionOf } from '../media.ts';
import type { Probe } from '../probe.ts';
import { thresholds } from '../../stats/thresholds.ts';

/** What was gathered without any server, and what else is known of the machine. */
export interface InterfaceFacts {
  readonly gathered: Gathered;
  /** What `navigator.onLine` says; only its “no” can be believed. */
  readonly isOnline: boolean;
  /** Whether camera or microphone is allowed, which lets some browsers show all addresses. */
  readonly isGranted: boolean;
}

/** Judges which ways out of this machine a call can use. */
export function judgeInterfaces({ gathered, isOnline, isGranted }: InterfaceFacts): Finding[] {
  const hosts = gathered.candidates.filter(({ type, protocol }) => type === 'host' && protocol === 'udp');
  // TCP candidates with port 9 only say that the browser would connect from there (RFC 6544); they count for nothing here.
  const evidence = { isOnline, isGranted, udpAddresses: hosts.length, allCandidates: gathered.candidates.length };
  if (!isOnline) return [finding('interfaces.offline', evidence)];
  if (hosts.length === 0)
    return [finding(isGranted || gathered.candidates.length > 0 ? 'interfaces.limited' : 'interfaces.none', evidence)];

  const visible = hosts.filter(({ address }) => !isHidden(address));
  const addresses = [...new Set(visible.map(({ address }) => address))];
  const found: Finding[] = [
    visible.length < hosts.length
      ? finding('interfaces.hidden', { ...evidence, hidden: hosts.length - visible.length })
      : finding('interfaces.found', { ...evidence, ways: ways(addresses.length), addresses }),
  ];
  const vpn = hosts.filter(({ networkType }) => networkType === 'vpn');
  if (vpn.length > 0) found.push(finding('interfaces.vpn', { addresses: vpn.map(({ address }) => address) }));
  const ipv4 = addresses.filter((address) => familyOf(address) === 'IPv4');
  if (ipv4.length > 1) found.push(finding('interfaces.several', { count: ipv4.length, addresses: ipv4 }));
  const ipv6 = addresses.filter(isGlobalIpv6);
  if (ipv6.length > 0) found.push(finding('interfaces.ipv6', { addresses: ipv6 }));
  return found;
}

const ways = (count: number) => (count === 1 ? 'one address' : `${count} addresses`);

export const interfaces: Probe = {
  id: 'interfaces',
  title: 'Network interfaces',
  group: 'network',
  load: 'light',
  after: ['permissions'],
  timeoutMs: 10_000,
  async *run(context) {
    const { signal, learned } = context;
    context.say('Looking at the network addresses of this machine.');
    const gathered = await gather([], { signal, giveUpMs: thresholds.server.slowMs });
    if (gathered.candidates.length > 0)
      context.show({
        kind: 'table',
        key: 'candidates',
        caption: 'Addresses of this machine that a call may use',
        columns: ['Address', 'Port', 'Protocol', 'Network'],
        rows: gathered.candidates.map(row),
      });
    yield* judgeInterfaces({
      gathered,
      isOnline: navigator.onLine,
      isGranted: [
        learned.camera,
        learned.microphone,
        await permissionOf('camera'),
        await permissionOf('microphone'),
      ].includes('granted'),
    });
  },
};

function row({ address, port, protocol, networkType }: CandidateFacts): (string | number | undefined)[] {
  const network = networkType === 'unknown' ? undefined : networkType;
  return [
    isHidden(address) ? 'hidden by the browser' : address,
    protocol === 'tcp' ? undefined : port,
    protocol.toUpperCase(),
    network,
  ];
}
