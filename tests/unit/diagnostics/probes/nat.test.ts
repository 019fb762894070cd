import { describe, expect, test } from 'vitest';
import type { FindingId } from '../../../../src/lib/diagnostics/catalogue/index.ts';
import type { Gathered } from '../../../../src/lib/diagnostics/ice.ts';
import { mappingOf, seenIn } from '../../../../src/lib/diagnostics/nat-mapping.ts';
import { classify, judgeNat, routeOf, type NatFacts, type Round } from '../../../../src/lib/diagnostics/probes/nat.ts';
import { candidate, gathered } from './gathered.ts';

// Recorded in network namespaces (DIAGNOSTICS.md, B2): the client is 10.77.1.2, the router 198.51.100.1, and one server answers
// on 198.51.100.10 (A, with another port: C) and 198.51.100.11 (B).

const hidden = candidate('host', '5b2f.local:41000');
const shown = candidate('host', '10.77.1.2:41000');
const tcp = candidate('host', '10.77.1.2:9', { protocol: 'tcp' });
const router = '198.51.100.1';
const own = '10.77.1.2:41000';
const srflx = (port: number, more: { related?: string; url?: string; foundation?: string } = {}) =>
  candidate('srflx', `${router}:${port}`, more);

/** What each browser gives, by the way it shows the own address. */
const recorded = {
  chromiumHidden: {
    eim: gathered([hidden, srflx(41000, { url: 'stun:198.51.100.10:3478' })]),
    symmetric: gathered([hidden, srflx(23871), srflx(51220)]),
    noNat: gathered([candidate('host', '5b2f.local:41000'), candidate('srflx', '10.77.1.2:41000')]),
  },
  chromium: {
    eim: gathered([shown, tcp, srflx(41000, { related: own })]),
    symmetric: gathered([shown, tcp, srflx(23871, { related: own }), srflx(51220, { related: own })]),
    noNat: gathered([shown, tcp]),
  },
  firefox: {
    eim: gathered([hidden, tcp, srflx(41000)]),
    // Firefox gives candidates of different servers different foundations.
    symmetric: gathered([hidden, tcp, srflx(23871, { foundation: '1' }), srflx(51220, { foundation: '2' })]),
    noNat: gathered([hidden, tcp, candidate('srflx', '10.77.1.2:41000')]),
  },
};

const hosts = (one: Gathered): Round => ({
  urls: ['stun:198.51.100.10:3478', 'stun:198.51.100.11:3478'],
  gathered: one,
});
const ports = (one: Gathered): Round => ({
  urls: ['stun:198.51.100.10:3478', 'stun:198.51.100.10:3479'],
  gathered: one,
});
const single = (one: Gathered): Round => ({ urls: ['stun:198.51.100.10:3478'], gathered: one });

const outcome = (url: string, found: FindingId) => ({ url, found, works: found === 'servers.works' });
const working = [
  outcome('stun:198.51.100.10:3478', 'servers.works'),
  outcome('stun:198.51.100.11:3478', 'servers.works'),
];
const ids = (facts: Partial<NatFacts>) => judgeNat({ outcomes: working, ...facts }).map(({ id }) => id);

describe.each(Object.entries(recorded))('%s', (_, { eim, symmetric }) => {
  test('a NAT that keeps the mapping is friendly', () => {
    const found = classify({ outcomes: working, acrossHosts: hosts(eim), acrossPorts: ports(eim) });
    expect(found.id).toBe('nat.friendly');
    expect(found.evidence).toMatchObject({ behavesLike: 'endpoint-independent mapping', seenAs: [`${router}:41000`] });
    expect(found.sentence).toBe(
      'The network behaves like a friendly router: 2 servers see this machine under the same port.',
    );
  });
  test('a symmetric one is strict, by two addresses or by two ports', () => {
    expect(ids({ acrossHosts: hosts(symmetric), acrossPorts: ports(symmetric) })).toEqual(['nat.strict']);
    expect(ids({ acrossHosts: hosts(symmetric) })).toEqual(['nat.strict']);
    expect(ids({ acrossPorts: ports(symmetric) })).toEqual(['nat.strict']);
  });
  test('ports that change with the address only', () => {
    expect(ids({ acrossHosts: hosts(symmetric), acrossPorts: ports(eim) })).toEqual(['nat.address-dependent']);
  });
  test('one server says where it sees this machine, and no more', () => {
    const [found] = judgeNat({ outcomes: working.slice(0, 1), single: single(eim) });
    expect(found).toMatchObject({ id: 'nat.one-server' });
    expect(found!.sentence).toContain(`seen as ${router}:41000`);
    expect(ids({ acrossPorts: ports(eim) })).toEqual(['nat.one-server']);
  });
});

describe('no NAT', () => {
  test('is known only where the own address is shown: most routers at home keep the port, and look the same', () => {
    const by = ({ noNat }: { noNat: Gathered }) => classify({ outcomes: working, acrossHosts: hosts(noNat) }).id;
    expect(by(recorded.chromium)).toBe('nat.open');
    expect(by(recorded.chromiumHidden)).toBe('nat.friendly');
    expect(by(recorded.firefox)).toBe('nat.friendly');
  });
  test('the own address, seen from outside', () => {
    const one = gathered([
      candidate('host', '192.0.2.2:41000'),
      candidate('srflx', '192.0.2.2:41000', { related: '192.0.2.2:41000' }),
    ]);
    expect(classify({ outcomes: working, acrossHosts: hosts(one) })).toMatchObject({
      id: 'nat.open',
      evidence: { confidence: 'high' },
    });
  });
  test('is not concluded from silence', () => {
    const late = gathered([shown], { endedBy: 'deadline' });
    expect(ids({ acrossHosts: hosts(late) })).toEqual(['nat.undetermined']);
  });
});

describe('what a relay saw', () => {
  const turn = 'turn:198.51.100.10:3478?transport=udp';
  const relay = (
    related: string,
    more: { url?: string; relayProtocol?: string } = { url: turn, relayProtocol: 'udp' },
  ) => candidate('relay', '198.51.100.10:50000', { related, ...more });
  test('is one more sample of the socket that STUN was asked from', () => {
    expect(mappingOf(gathered([hidden, srflx(41000), relay(`${router}:41000`)]))).toBe('same');
    expect(mappingOf(gathered([hidden, srflx(41000), relay(`${router}:52000`)]))).toBe('differs');
    expect(mappingOf(gathered([shown, srflx(41000, { related: own }), relay(`${router}:52000`)]))).toBe('differs');
  });
  test('is not over TCP, nor in Firefox, which writes the relay itself there', () => {
    const overTcp = relay(`${router}:52000`, { url: `${turn.slice(0, -3)}tcp`, relayProtocol: 'tcp' });
    expect(seenIn(gathered([hidden, srflx(41000), overTcp]))).toHaveLength(1);
    expect(seenIn(gathered([hidden, srflx(41000), relay('198.51.100.10:50000')]))).toHaveLength(1);
  });
  test('shows that there is no NAT where it is the own address', () => {
    expect(ids({ acrossHosts: hosts(gathered([shown, relay(own)])) })).toEqual(['nat.open']);
  });
});

describe('what else is seen', () => {
  const eim = recorded.chromium.eim;
  test('several addresses are no proof of strictness', () => {
    const pooled = gathered([hidden, srflx(41000), candidate('srflx', '198.51.100.2:41001')]);
    expect(ids({ acrossHosts: hosts(pooled) })).toEqual(['nat.undetermined', 'nat.several-addresses']);
    const twoWays = gathered([
      shown,
      srflx(41000, { related: own }),
      candidate('srflx', '203.0.113.7:600', { related: '10.8.0.2:600' }),
    ]);
    expect(ids({ acrossHosts: hosts(twoWays) })).toEqual(['nat.friendly', 'nat.several-addresses']);
  });
  test('an address that carriers share, and a private one behind another', () => {
    const shared = gathered([hidden, candidate('srflx', '100.70.1.2:41000')]);
    expect(ids({ acrossHosts: hosts(shared) })).toEqual(['nat.friendly', 'nat.shared-address']);
    const twice = gathered([shown, candidate('srflx', '192.168.178.20:41000', { related: own })]);
    expect(ids({ acrossHosts: hosts(twice) })).toEqual(['nat.friendly', 'nat.shared-address']);
  });
  test('IPv6 that the internet reaches', () => {
    const both = gathered([
      shown,
      srflx(41000, { related: own }),
      candidate('srflx', '[2001:db8::9]:41001', { related: '[2001:db8::9]:41001' }),
    ]);
    expect(ids({ acrossHosts: hosts(both) })).toEqual(['nat.friendly', 'nat.ipv6']);
  });
  test('more hidden interfaces than families: not known which is seen how', () => {
    const many = gathered([...['a', 'b', 'c'].map((name) => candidate('host', `${name}.local:1`)), srflx(1), srflx(2)]);
    expect(ids({ acrossHosts: hosts(many) })).toEqual(['nat.undetermined']);
  });
  test('time that was over before all had answered lowers the confidence', () => {
    expect(classify({ outcomes: working, acrossHosts: hosts({ ...eim, endedBy: 'deadline' }) }).evidence).toMatchObject(
      {
        confidence: 'low',
      },
    );
    expect(classify({ outcomes: working, acrossHosts: hosts(eim) }).evidence).toMatchObject({ confidence: 'high' });
    expect(classify({ outcomes: working, acrossHosts: hosts(recorded.firefox.eim) }).evidence).toMatchObject({
      confidence: 'medium',
    });
  });
});

describe('reach', () => {
  const silent = outcome('stun:198.51.100.10:3478', 'servers.stun-silent');
  const overTcp = (found: FindingId) => outcome('turn:198.51.100.10:3478?transport=tcp', found);
  const overTls = (found: FindingId) => outcome('turns:198.51.100.10:5349', found);

  test('nothing given, nothing judged', () => {
    expect(ids({ outcomes: [] })).toEqual(['nat.none']);
  });
  test('UDP dropped, and what remains', () => {
    const [found] = judgeNat({ outcomes: [silent, overTcp('servers.works')] });
    expect(found).toMatchObject({
      id: 'nat.udp-blocked',
      sentence: 'Servers answer over TCP, but none does over UDP.',
      evidence: { confidence: 'high', udp: 'no', tcp: 'yes' },
    });
    expect(ids({ outcomes: [silent, overTls('servers.works')] })).toEqual(['nat.udp-blocked']); // plain TCP was not asked
    expect(ids({ outcomes: [silent, overTcp('servers.refused'), overTls('servers.works')] })).toEqual(['nat.tls-only']);
  });
  test('a server that refuses the password was reached', () => {
    expect(ids({ outcomes: [silent, overTcp('servers.unauthorized')] })).toEqual(['nat.udp-blocked']);
    expect(ids({ outcomes: [outcome('turn:198.51.100.10', 'servers.unauthorized')] })).toEqual(['nat.undetermined']);
  });
  test('a single silent server of several is at fault itself', () => {
    const outcomes = [silent, ...working.slice(1)];
    expect(ids({ outcomes, single: single(recorded.chromium.eim) })).toEqual(['nat.one-server']);
  });
  test('nothing at all gets through', () => {
    const outcomes = [silent, outcome('stun:198.51.100.11', 'servers.stun-silent'), overTls('servers.tls-failed')];
    expect(judgeNat({ outcomes })[0]).toMatchObject({
      id: 'nat.blocked',
      verdict: 'fail',
      evidence: { confidence: 'high' },
    });
  });
  test('one host alone, or entries that could not be asked, prove nothing', () => {
    expect(ids({ outcomes: [silent, overTcp('servers.refused')] })).toEqual(['nat.undetermined']);
    expect(ids({ outcomes: [outcome('stun:typo.test', 'servers.unknown-host')] })).toEqual(['nat.undetermined']);
    expect(ids({ outcomes: [overTcp('servers.works')] })).toEqual(['nat.undetermined']); // UDP was not asked at all
  });
});

test('the way of a packet is drawn from what was seen', () => {
  const facts = { outcomes: working, acrossHosts: hosts(recorded.chromium.eim) };
  expect(routeOf(facts, classify(facts))).toMatchObject({
    stops: [
      { label: 'This machine', detail: own },
      { label: 'Router (NAT)', detail: `seen as ${router}:41000` },
      { label: 'Servers', detail: 'stun:198.51.100.10:3478, stun:198.51.100.11:3478' },
    ],
  });
  expect(routeOf({ outcomes: [] }, classify(facts))).toBeUndefined();
});
