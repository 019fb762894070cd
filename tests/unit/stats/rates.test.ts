import { describe, expect, test } from 'vitest';
import { between, change, dbfs, growth, quotient, rate, ratio, sum } from '../../../src/lib/stats/rates.ts';
import type { InboundRtp } from '../../../src/lib/stats/reports.ts';

const inbound = (timestamp: number, members: Partial<InboundRtp> = {}): InboundRtp => ({
  id: 'I1',
  kind: 'video',
  ssrc: 1,
  timestamp,
  ...members,
});

describe('an interval', () => {
  test('the first report gives no rates', () => {
    const first = between(undefined, inbound(5000, { bytesReceived: 1000 }));
    expect(first.kind).toBe('first');
    expect(rate(first, 'bytesReceived')).toBeUndefined();
  });

  test.each([
    [249, 'short'],
    [250, 'measured'],
    [1000, 'measured'],
    [3000, 'measured'],
    [3001, 'gap'],
    [0, 'short'],
    [-5, 'short'],
  ] as const)('of %i ms is %s', (ms, kind) => {
    const pair = between(inbound(10_000, { bytesReceived: 0 }), inbound(10_000 + ms, { bytesReceived: 500 }));
    expect(pair.kind).toBe(kind);
    expect(rate(pair, 'bytesReceived') === undefined).toBe(kind !== 'measured');
  });

  test('is divided by the time between the timestamps, not by a second', () => {
    const pair = between(inbound(0, { bytesReceived: 100 }), inbound(1250, { bytesReceived: 350 }));
    expect(rate(pair, 'bytesReceived')).toBe(200);
  });

  test('of a stream whose counters fell, or whose SSRC changed, restarts: no member of it gives a figure', () => {
    const before = inbound(0, { bytesReceived: 900, framesDecoded: 20, pliCount: 0 });
    const fell = between(before, inbound(1000, { bytesReceived: 100, framesDecoded: 21, pliCount: 1 }));
    expect(fell.kind).toBe('restarted');
    expect(rate(fell, 'framesDecoded')).toBeUndefined();
    const other = between(before, inbound(1000, { bytesReceived: 950, framesDecoded: 21, ssrc: 2 }));
    expect(other.kind).toBe('restarted');
    expect(growth(other, 'framesDecoded')).toBeUndefined();
  });
});

describe('a member', () => {
  const pair = between(
    inbound(0, { packetsLost: 5, pliCount: 3, bytesReceived: 0, nackCount: 0 }),
    inbound(1000, { packetsLost: 2, pliCount: 1, bytesReceived: 10, nackCount: 0 }),
  );
  test('that is missing is unknown, and not 0', () => {
    expect(growth(pair, 'firCount')).toBeUndefined();
    expect(growth(pair, 'nackCount')).toBe(0);
    expect(growth(between(inbound(0), inbound(1000, { firCount: 1 })), 'firCount')).toBeUndefined();
  });
  test('that fell is unknown, unless it may fall', () => {
    expect(growth(pair, 'pliCount')).toBeUndefined();
    expect(change(pair, 'packetsLost')).toBe(-3);
  });
  test('is never divided by nothing', () => {
    expect(ratio(pair, 'bytesReceived', 'nackCount')).toBeUndefined();
    expect(quotient(1, 0)).toBeUndefined();
    expect(quotient(1, -1)).toBeUndefined();
    expect(quotient(1, Number.NaN)).toBeUndefined();
    expect(quotient(3, 2, 10)).toBe(15);
  });
});

test('a sum leaves out what is unknown, and is unknown if all is', () => {
  expect(sum([1, undefined, 2])).toBe(3);
  expect(sum([undefined])).toBeUndefined();
  expect(sum([])).toBeUndefined();
});

test('loudness: the full scale is 0 dBFS, silence stays a number', () => {
  expect(dbfs(1)).toBe(0);
  expect(dbfs(0.01)).toBeCloseTo(-20);
  expect(dbfs(0)).toBe(-127);
  expect(dbfs(undefined)).toBeUndefined();
});
