import { expect, test } from 'vitest';
import { newEnds, pathOf, ufragOf } from '../../../src/samples/network-and-security/ice-restart/path.ts';
import { followPauses } from '../../../src/samples/network-and-security/ice-restart/pauses.ts';

const report = (...all: { id: string; [member: string]: unknown }[]) =>
  new Map(all.map((stats) => [stats.id, stats])) as unknown as RTCStatsReport;
const local = {
  id: 'L',
  address: '192.0.2.1',
  port: 1000,
  protocol: 'udp',
  candidateType: 'host',
  usernameFragment: 'abcd',
};
const remote = { id: 'R', address: '2001:db8::1', port: 2000, protocol: 'udp', candidateType: 'prflx' };
const pair = { id: 'P', localCandidateId: 'L', remoteCandidateId: 'R' };

test('the path is the pair that the transport names', () => {
  const other = { ...pair, id: 'O', localCandidateId: 'R' };
  expect(
    pathOf(report(other, local, remote, pair, { id: 'T', type: 'transport', selectedCandidatePairId: 'P' })),
  ).toEqual({
    ufrags: ['abcd', undefined],
    local: '192.0.2.1, udp port 1000 (host)',
    remote: '[2001:db8::1], udp port 2000 (prflx)',
  });
  expect(pathOf(report(pair, local, remote, { id: 'T', type: 'transport' }))).toBeUndefined();
  expect(pathOf(report({ id: 'T', type: 'transport', selectedCandidatePairId: 'gone' }))).toBeUndefined();
});

test('an end of a path is new by its fragment, or by its address where none is told', () => {
  const path = { ufrags: ['a', 'b'], local: 'x', remote: 'y' };
  expect(newEnds(path, path)).toBe(0);
  expect(newEnds(path, { ...path, remote: 'z' })).toBe(0); // another pair of the same generation
  expect(newEnds(path, { ...path, ufrags: ['c', 'b'] })).toBe(1);
  expect(newEnds(path, { ...path, ufrags: ['a', 'd'] })).toBe(1);
  expect(newEnds(path, { ...path, ufrags: ['c', 'd'] })).toBe(2);
  const untold = { ...path, ufrags: [undefined, undefined] };
  expect(newEnds(untold, { ...untold, local: 'z' })).toBe(1);
  expect(newEnds(untold, { ...untold, local: 'z', remote: 'z' })).toBe(2);
  expect(newEnds(undefined, path)).toBe(2);
  expect(newEnds(path, undefined)).toBe(0);
});

test('the fragment is read out of a description', () => {
  const description = {
    type: 'offer',
    sdp: 'v=0\r\na=ice-ufrag:wX+/1\r\na=ice-pwd:secret\r\n',
  } as RTCSessionDescription;
  expect(ufragOf(description)).toBe('wX+/1');
  expect(ufragOf(null)).toBe('none');
});

test('the longest pause counts from its beginning, and while it goes on', () => {
  const pauses = followPauses();
  expect(pauses.read(50)).toEqual({ usual: undefined, longest: undefined });
  for (const ms of [0, 50, 100, 300, 350]) pauses.frame(ms);
  expect(pauses.read(360)).toEqual({ usual: 50, longest: 200 });
  pauses.reset();
  expect(pauses.read(360).longest).toBe(10);
  pauses.frame(1350);
  pauses.frame(1400);
  expect(pauses.read(1410).longest).toBe(1000);
  expect(pauses.read(9400).longest).toBe(8000);
});
