import { expect, test } from 'vitest';
import { peerAddresses } from '../../../src/samples/media-quality/stats-browser/peer.ts';
import {
  inWords,
  matches,
  membersOf,
  perSecond,
  rounded,
  statsOf,
  type Stats,
} from '../../../src/samples/media-quality/stats-browser/rates.ts';

const stats = (members: object): Stats => ({ id: 'X', type: 'x', timestamp: 0, ...members });

test('a change per second is divided by the time of the reports themselves', () => {
  const before = stats({ timestamp: 1000, bytesSent: 100, name: 'a' });
  const now = stats({ timestamp: 3000, bytesSent: 500, name: 'b', fresh: 1 });
  expect(perSecond('bytesSent', now, before)).toBe(200);
  expect(perSecond('bytesSent', before, now)).toBeUndefined(); // time does not run backwards
  expect(perSecond('bytesSent', now, now)).toBeUndefined(); // not measured anew
  expect(perSecond('bytesSent', now, undefined)).toBeUndefined();
  expect(perSecond('fresh', now, before)).toBeUndefined();
  expect(perSecond('name', now, before)).toBeUndefined();
});

test('a report becomes a list by type and id', () => {
  const report = new Map([
    ['B', stats({ id: 'B', type: 'transport' })],
    ['A', stats({ id: 'A', type: 'transport' })],
    ['C', stats({ id: 'C', type: 'codec' })],
  ]) as unknown as RTCStatsReport;
  expect(statsOf(report).map(({ id }) => id)).toEqual(['C', 'A', 'B']);
  expect(membersOf(stats({ b: 1, a: 2 }))).toEqual(['a', 'b', 'timestamp']);
});

test('values are written for a person', () => {
  expect([1, 1.23456, 0.0000123456, -0.5, 1e12].map(rounded)).toEqual([
    '1',
    '1.235',
    '0.0000123',
    '-0.5',
    '1000000000000',
  ]);
  expect(['text', true, undefined, { cpu: 1 }, [1, 2]].map(inWords)).toEqual([
    'text',
    'true',
    '',
    '{"cpu":1}',
    '[1,2]',
  ]);
});

test('a search looks for all its words, in any order and case', () => {
  const video = stats({ type: 'inbound-rtp', id: 'IT01', kind: 'video' });
  expect(matches('', video)).toBe(true);
  expect(matches('VIDEO inbound', video)).toBe(true);
  expect(matches('frames video', video, 'framesDecoded')).toBe(true);
  expect(matches('frames audio', video, 'framesDecoded')).toBe(false);
});

test('the address in use is the one of the selected pair, and comes first', () => {
  const candidate = (id: string, port: number) =>
    stats({ id, type: 'remote-candidate', address: '192.0.2.1', port, protocol: 'udp', candidateType: 'host' });
  const report = [
    candidate('R1', 1),
    candidate('R2', 2),
    stats({ id: 'P', type: 'candidate-pair', remoteCandidateId: 'R2' }),
    stats({ id: 'T', type: 'transport', selectedCandidatePairId: 'P' }),
    stats({ id: 'R3', type: 'remote-candidate', candidateType: 'prflx', address: '' }),
  ];
  expect(peerAddresses(report)).toEqual([
    { type: 'host', protocol: 'udp', address: '192.0.2.1', port: '2', isInUse: true },
    { type: 'host', protocol: 'udp', address: '192.0.2.1', port: '1', isInUse: false },
    { type: 'prflx', protocol: 'not told', address: 'not told', port: 'not told', isInUse: false },
  ]);
});
