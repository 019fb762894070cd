import { describe, expect, test } from 'vitest';
import { endpoint, familyOf, isGlobalIpv6, isShared, privateRange } from '../../../src/lib/diagnostics/addresses.ts';
import { explain, kindOf, parseCandidate } from '../../../src/lib/diagnostics/ice.ts';

describe('parseCandidate', () => {
  test('reads what Chromium writes', () => {
    expect(
      parseCandidate(
        'candidate:60955528 1 udp 58597375 127.0.0.1 50064 typ relay raddr 192.0.2.2 rport 57896 generation 0 ufrag KK6+ network-id 1',
      ),
    ).toEqual({
      type: 'relay',
      protocol: 'udp',
      address: '127.0.0.1',
      port: 50064,
      foundation: '60955528',
      related: { address: '192.0.2.2', port: 57896 },
    });
    expect(
      parseCandidate('candidate:1 1 tcp 1518214911 fd00::2 9 typ host tcptype active generation 0 ufrag NL0H'),
    ).toEqual({ type: 'host', protocol: 'tcp', address: 'fd00::2', port: 9, foundation: '1' });
  });

  test('reads what Firefox writes, and leaves out what stands for something hidden', () => {
    expect(parseCandidate('a=candidate:1 1 UDP 1686052863 203.0.113.9 40001 typ srflx raddr 0.0.0.0 rport 0')).toEqual({
      type: 'srflx',
      protocol: 'udp',
      address: '203.0.113.9',
      port: 40001,
      foundation: '1',
    });
    expect(parseCandidate('candidate:0 1 UDP 2122252543 7d6a.local 55123 typ host')?.address).toBe('7d6a.local');
    expect(parseCandidate('candidate:1 1 udp 1 2001:db8::1 1 typ srflx raddr :: rport 9')).not.toHaveProperty(
      'related',
    );
  });

  test.each([
    '',
    'candidate:',
    'end-of-candidates',
    'candidate:1 1 sctp 1 a 1 typ host',
    'candidate:1 1 udp 1 a 1 typ x',
  ])('takes “%s” for none', (line) => {
    expect(parseCandidate(line)).toBeUndefined();
  });
});

test('errors come down to a few kinds', () => {
  const kinds = {
    silent: ['STUN binding request timed out.', 'TURN allocate request timed out.'],
    'unknown-host': ['STUN host lookup received error.', 'TURN host lookup received error.'],
    'not-connected': ['Failed to establish connection'],
    unspecified: [''],
  };
  for (const [kind, texts] of Object.entries(kinds))
    for (const text of texts) expect(kindOf({ code: 701, text })).toBe(kind);
  const codes = {
    401: 'unauthorized',
    441: 'unauthorized',
    403: 'forbidden',
    486: 'quota',
    508: 'quota',
    300: 'other',
  };
  for (const [code, kind] of Object.entries(codes)) expect(kindOf({ code: Number(code), text: '' })).toBe(kind);
});

test('every code of RFC 8489 and RFC 8656 has words', () => {
  const codes = [300, 400, 401, 403, 420, 437, 438, 440, 441, 442, 443, 486, 500, 508];
  expect(new Set(codes.map(explain)).size).toBe(codes.length);
  expect(explain(599)).toContain('no name');
});

test('an address says to what it belongs', () => {
  expect(['192.0.2.1', 'fe80::1', 'a.local', 'turn.test'].map(familyOf)).toEqual([
    'IPv4',
    'IPv6',
    undefined,
    undefined,
  ]);
  const ranges = {
    '127.0.0.1': 'loopback',
    '10.1.2.3': '10.0.0.0/8',
    '172.16.0.1': '172.16.0.0/12',
    '172.31.255.1': '172.16.0.0/12',
    '192.168.1.1': '192.168.0.0/16',
    '169.254.1.1': 'link-local',
    '100.64.0.1': '100.64.0.0/10',
    '100.127.1.1': '100.64.0.0/10',
    '::1': 'loopback',
    'fe80::1': 'link-local',
    'fd00::2': 'fc00::/7',
  };
  for (const [address, range] of Object.entries(ranges)) expect(privateRange(address)).toBe(range);
  for (const address of ['172.32.0.1', '100.128.0.1', '198.51.100.10', '2001:db8::1', 'a.local'])
    expect(privateRange(address)).toBeUndefined();
  expect([isShared('100.100.0.1'), isShared('100.0.0.1')]).toEqual([true, false]);
  expect([isGlobalIpv6('2001:db8::1'), isGlobalIpv6('fd00::1'), isGlobalIpv6('::1')]).toEqual([true, false, false]);
  expect([endpoint('192.0.2.1', 5), endpoint('::1', 5)]).toEqual(['192.0.2.1:5', '[::1]:5']);
});
