import { expect, test } from 'vitest';
import { judgeInterfaces } from '../../../../src/lib/diagnostics/probes/interfaces.ts';
import { candidate, gathered } from './gathered.ts';

const ids = (
  candidates: Parameters<typeof gathered>[0],
  { isOnline = true, isGranted = true }: { isOnline?: boolean; isGranted?: boolean } = {},
) => judgeInterfaces({ gathered: gathered(candidates), isOnline, isGranted }).map(({ id }) => id);

const lan = candidate('host', '192.168.1.5:5000', { networkType: 'wifi' });
const tcp = candidate('host', '192.168.1.5:9', { protocol: 'tcp' });

test('one address is found; what can only connect over TCP does not count', () => {
  expect(ids([lan, tcp])).toEqual(['interfaces.found']);
  expect(judgeInterfaces({ gathered: gathered([lan]), isOnline: true, isGranted: true })[0]!.sentence).toBe(
    'Calls can use one address of this machine.',
  );
});

test('several, one of them a VPN, and IPv6 that the internet reaches', () => {
  expect(
    ids([
      lan,
      candidate('host', '10.8.0.2:5001', { networkType: 'vpn' }),
      candidate('host', '[2001:db8::5]:5002'),
      candidate('host', '[fd00::5]:5003'),
    ]),
  ).toEqual(['interfaces.found', 'interfaces.vpn', 'interfaces.several', 'interfaces.ipv6']);
});

test('hidden addresses', () => {
  expect(ids([candidate('host', 'c1a5.local:5000')], { isGranted: false })).toEqual(['interfaces.hidden']);
});

test('nothing at all, and what may be behind it', () => {
  expect(ids([], { isGranted: false })).toEqual(['interfaces.none']);
  expect(ids([])).toEqual(['interfaces.limited']);
  expect(ids([tcp], { isGranted: false })).toEqual(['interfaces.limited']);
  expect(ids([lan], { isOnline: false })).toEqual(['interfaces.offline']);
});
