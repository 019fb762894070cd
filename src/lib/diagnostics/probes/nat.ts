import { endpoint, isGlobalIpv6, isShared, privateRange } from '../addresses.ts';
import type { FindingId } from '../catalogue/index.ts';
import { finding, type Evidence, type Finding } from '../finding.ts';
import { gather, type Gathered } from '../ice.ts';
import { hasNoNat, mappingOf, seenIn } from '../nat-mapping.ts';
import type { Probe, ProbeContext, ServerOutcome, View } from '../probe.ts';
import { pause } from '../resources.ts';
import { addressOf, transportOf, type IceServer } from '../servers.ts';
import { thresholds } from '../../stats/thresholds.ts';
import { outcomesOf } from './ice-servers.ts';

/** Several servers asked in one connection, and so from the same sockets. */
export interface Round {
  readonly urls: readonly string[];
  readonly gathered: Gathered;
}

/** What is known of the network. */
export interface NatFacts {
  readonly outcomes: readonly { readonly url: string; readonly works: boolean; readonly found: FindingId }[];
  /** Servers on different hosts: tells whether the mapping depends on the address that is called. */
  readonly acrossHosts?: Round;
  /** One host with different ports: tells whether it depends on the port as well. */
  readonly acrossPorts?: Round;
  /** A single server, where there is no more: tells only whether there is a NAT. */
  readonly single?: Round;
}

/** Judges the network: its reach first, then how it maps addresses (RFC 4787, section 4.1), then what else was seen. */
export function judgeNat(facts: NatFacts): Finding[] {
  if (facts.outcomes.length === 0) return [finding('nat.none')];
  const { reach, evidence } = reachOf(facts.outcomes);
  if (reach.udp !== 'yes') return [withoutUdp(facts, reach, evidence)];
  return [classify(facts, evidence), ...asides(facts)];
}

type Reach = Record<'udp' | 'tcp' | 'tls', 'yes' | 'no' | 'unknown'>;

/** Findings on a server that prove that it was reached, and such that speak against the way to it. */
const answered: readonly FindingId[] = [
  'servers.works',
  'servers.slow',
  'servers.relay-private',
  'servers.unauthorized',
  'servers.forbidden',
  'servers.quota',
  'servers.turn-error',
];
const unreached: readonly FindingId[] = [
  'servers.stun-silent',
  'servers.turn-silent',
  'servers.refused',
  'servers.tls-failed',
];

function reachOf(outcomes: NatFacts['outcomes']): { reach: Reach; evidence: Evidence } {
  const by = (transport: keyof Reach) => {
    const found = outcomes.filter(({ url }) => transportOf(url) === transport).map((one) => one.found);
    if (found.some((id) => answered.includes(id))) return 'yes';
    return found.some((id) => unreached.includes(id)) ? 'no' : 'unknown';
  };
  const reach = { udp: by('udp'), tcp: by('tcp'), tls: by('tls') } as const;
  return { reach, evidence: { udp: reach.udp, tcp: reach.tcp, tls: reach.tls } };
}

function withoutUdp({ outcomes }: NatFacts, { udp, tcp, tls }: Reach, evidence: Evidence): Finding {
  const undetermined = (reason: string) => finding('nat.undetermined', { ...evidence, reason });
  const silent = outcomes.filter(({ found }) => unreached.includes(found));
  if (tcp === 'yes' || tls === 'yes') {
    if (udp === 'unknown') return undetermined('no server was given that is asked over UDP and could be used');
    const udpHosts = hostsOf(silent.filter(({ url }) => transportOf(url) === 'udp'));
    const reached = hostsOf(outcomes.filter(({ found }) => answered.includes(found)));
    // A single silent server may be at fault itself, unless the same one answers otherwise.
    const confidence = udpHosts.length > 1 || udpHosts.some((host) => reached.includes(host)) ? 'high' : 'medium';
    return finding(tls === 'yes' && tcp === 'no' ? 'nat.tls-only' : 'nat.udp-blocked', {
      ...evidence,
      method: 'which of the servers answer over which transport',
      confidence,
      silentHosts: udpHosts,
      how: tcp === 'yes' ? 'TCP' : 'TLS',
    });
  }
  if (silent.length < outcomes.length) return undetermined('the servers given could not be used');
  const hosts = hostsOf(silent);
  if (hosts.length < 2)
    return undetermined('the only server does not answer, and whether that is its own fault cannot be told apart');
  return finding('nat.blocked', {
    ...evidence,
    method: 'none of the servers answers, while this page was loaded over the web',
    confidence: udp === 'no' && (tcp === 'no' || tls === 'no') ? 'high' : 'medium',
    silentHosts: hosts,
  });
}

const hostsOf = (servers: readonly { url: string }[]) => [
  ...new Set(servers.map(({ url }) => addressOf(url)?.host ?? url)),
];

/**
 * Says how the network behaves, by algorithm B3: two servers that see one socket under the same port look at a mapping that does
 * not depend on the address called. It is never more than “behaves like”: a NAT that keeps ports differs only when two collide.
 */
export function classify(facts: NatFacts, reach: Evidence = {}): Finding {
  const { acrossHosts, acrossPorts, single } = facts;
  const rounds = [acrossHosts, acrossPorts, single].filter((round) => round !== undefined);
  const seen = rounds.flatMap(({ gathered }) => seenIn(gathered));
  const evidence = {
    ...reach,
    servers: [...new Set(rounds.flatMap(({ urls }) => urls))],
    seenAs: [...new Set(seen.map(({ address, port }) => endpoint(address, port)))],
    confidence: confidenceOf(rounds),
  };
  const undetermined = (reason: string) => finding('nat.undetermined', { ...evidence, confidence: 'none', reason });
  if (rounds.length === 0) return undetermined('no server that is asked over UDP gave an address');

  const nat = rounds.map(({ gathered }) => hasNoNat(gathered));
  if (nat.every((one) => one === true))
    return finding('nat.open', {
      ...evidence,
      method: 'every server sees this machine under its own address',
      behavesLike: 'no NAT',
    });
  const hosts = acrossHosts && mappingOf(acrossHosts.gathered);
  const ports = acrossPorts && mappingOf(acrossPorts.gathered);
  const natPresent = nat.includes(false) ? 'yes' : 'not known, the browser hides the own addresses';
  const method = acrossHosts
    ? `${acrossHosts.urls.length} servers on different hosts, asked from the same sockets`
    : 'one host with different ports, asked from the same sockets';
  const mapped = { ...evidence, method, natPresent };
  if (ports === 'differs')
    return finding('nat.strict', { ...mapped, behavesLike: 'address-and-port-dependent mapping' });
  if (hosts === 'differs')
    return ports === 'same'
      ? finding('nat.address-dependent', { ...mapped, behavesLike: 'address-dependent mapping' })
      : finding('nat.strict', { ...mapped, behavesLike: 'address-dependent or address-and-port-dependent mapping' });
  if (hosts === 'same')
    return finding('nat.friendly', {
      ...mapped,
      behavesLike: 'endpoint-independent mapping',
      count: acrossHosts!.urls.length,
    });
  if (hosts === 'pooled' || ports === 'pooled')
    return undetermined('this machine is seen under several addresses, so that ports cannot be compared');
  if (hosts === 'unknown')
    return undetermined(
      seen.length === 0
        ? 'the servers did not answer again in time'
        : 'which of several network interfaces a server sees is hidden by the browser',
    );
  return finding('nat.one-server', {
    ...evidence,
    natPresent,
    method: 'servers on one host only',
    seen: evidence.seenAs.join(', ') || 'nothing that the browser shows',
  });
}

/** High where the own sockets are visible; low where the time was over before every server had answered from every socket. */
function confidenceOf(rounds: readonly Round[]): 'high' | 'medium' | 'low' {
  if (rounds.some(({ gathered }) => gathered.endedBy !== 'complete')) return 'low';
  const isVisible = rounds.every(({ gathered }) => hasNoNat(gathered) !== undefined);
  return isVisible ? 'high' : 'medium';
}

/** What else is worth knowing of the addresses that were seen. */
function asides({ acrossHosts, acrossPorts, single }: NatFacts): Finding[] {
  const rounds = [acrossHosts, acrossPorts, single].filter((round) => round !== undefined);
  const seen = rounds.flatMap(({ gathered }) => seenIn(gathered));
  const found: Finding[] = [];
  const shared = seen.find(({ address, isOwn }) =>
    isOwn === undefined ? isShared(address) : !isOwn && privateRange(address) !== undefined,
  );
  if (shared)
    found.push(
      finding('nat.shared-address', { address: shared.address, range: privateRange(shared.address) ?? 'private' }),
    );
  const ipv4 = [...new Set(seen.filter(({ family }) => family === 'IPv4').map(({ address }) => address))];
  if (ipv4.length > 1) found.push(finding('nat.several-addresses', { count: ipv4.length, addresses: ipv4 }));
  const own = rounds.flatMap(({ gathered }) => gathered.candidates.filter(({ type }) => type === 'host'));
  const ipv6 = [...new Set([...seen, ...own].map(({ address }) => address).filter(isGlobalIpv6))];
  if (ipv6.length > 0) found.push(finding('nat.ipv6', { addresses: ipv6 }));
  return found;
}

export const nat: Probe = {
  id: 'nat',
  title: 'Network behaviour',
  group: 'network',
  load: 'light',
  after: ['ice-servers'],
  timeoutMs: 25_000,
  async *run(context) {
    const outcomes = await outcomesOf(context);
    let facts = await measure(outcomes, context);
    let findings = judgeNat(facts);
    if (findings.some(({ id }) => id === 'nat.undetermined') && hasRound(facts)) {
      context.say('The picture is not clear; asking once more.');
      await pause(2000, context.signal);
      facts = await measure(outcomes, context);
      findings = judgeNat(facts);
    }
    const route = routeOf(facts, findings[0]!);
    if (route) context.show(route);
    yield* findings;
  },
};

const hasRound = ({ acrossHosts, acrossPorts, single }: NatFacts) => Boolean(acrossHosts ?? acrossPorts ?? single);

/** Asks those that work over UDP, in as few connections as say something. */
async function measure(outcomes: readonly ServerOutcome[], context: ProbeContext): Promise<NatFacts> {
  const usable = outcomes.filter(({ works, server }) => works && transportOf(server.url) === 'udp');
  const byHost = [...Map.groupBy(usable, ({ server }) => addressOf(server.url)!.host).values()].map((some) =>
    some.map(({ server }) => server),
  );
  const byPort = byHost
    .map((servers) => [...Map.groupBy(servers, ({ url }) => addressOf(url)!.port).values()].map(([first]) => first!))
    .find((servers) => servers.length > 1);
  const firsts = byHost.map(([first]) => first!);
  if (firsts.length > 0) context.say('Comparing how the servers see this machine.');
  const ask = async (servers: readonly IceServer[]): Promise<Round> => ({
    urls: servers.map(({ url }) => url),
    gathered: await gather(servers, { signal: context.signal, giveUpMs: thresholds.server.slowMs }),
  });
  const [acrossHosts, acrossPorts, single] = await Promise.all([
    firsts.length > 1 ? ask(firsts) : undefined,
    byPort && ask(byPort),
    firsts.length === 1 && !byPort ? ask(firsts) : undefined,
  ]);
  return {
    outcomes: outcomes.map(({ server, works, found }) => ({ url: server.url, works, found })),
    ...(acrossHosts ? { acrossHosts } : {}),
    ...(acrossPorts ? { acrossPorts } : {}),
    ...(single ? { single } : {}),
  };
}

/** The way of a packet to the servers, as far as it was seen. */
export function routeOf({ acrossHosts, acrossPorts, single }: NatFacts, found: Finding): View | undefined {
  const round = acrossHosts ?? acrossPorts ?? single;
  if (!round) return undefined;
  const own = round.gathered.candidates.filter(({ type, protocol }) => type === 'host' && protocol === 'udp');
  const shown = own
    .filter(({ address }) => !address.endsWith('.local'))
    .map(({ address, port }) => endpoint(address, port));
  const seen = seenIn(round.gathered).map(({ address, port }) => endpoint(address, port));
  return {
    kind: 'route',
    key: 'route',
    caption: 'The way from this machine to the servers',
    stops: [
      { label: 'This machine', detail: shown.join(', ') || 'address hidden by the browser' },
      found.id === 'nat.open'
        ? { label: 'No NAT', detail: 'nothing changes the address' }
        : { label: 'Router (NAT)', detail: seen.length > 0 ? `seen as ${seen.join(', ')}` : 'not seen' },
      { label: round.urls.length > 1 ? 'Servers' : 'Server', detail: round.urls.join(', ') },
    ],
  };
}
