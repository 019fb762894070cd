import { expect, test } from 'vitest';
import { ratesOf } from '../../../src/samples/peer-connection/mute-and-replace/rates.ts';

const report = (...all: object[]) =>
  new Map(all.map((stats, index) => [`${index}`, { type: 'outbound-rtp', ...stats }])) as unknown as RTCStatsReport;

test('rates are by the time between two reports, and each kind for itself', () => {
  const before = report(
    { kind: 'audio', timestamp: 1000, packetsSent: 100, bytesSent: 4000 },
    { kind: 'video', timestamp: 1000, framesSent: 10, bytesSent: 10_000 },
  );
  const now = report(
    { kind: 'audio', timestamp: 3000, packetsSent: 200, bytesSent: 8000 },
    { kind: 'video', timestamp: 3000, framesSent: 70, bytesSent: 260_000 },
  );
  expect(ratesOf(before, now)).toEqual({ soundPackets: 50, soundKbps: 16, pictures: 30, pictureKbps: 1000 });
});

test('what is not reported is unknown, and nothing sent is 0', () => {
  const before = report({ kind: 'audio', timestamp: 1000, packetsSent: 100 });
  const now = report({ kind: 'audio', timestamp: 2000, packetsSent: 100 });
  expect(ratesOf(before, now)).toEqual({
    soundPackets: 0,
    soundKbps: undefined,
    pictures: undefined,
    pictureKbps: undefined,
  });
  expect(ratesOf(now, now).soundPackets).toBeUndefined(); // no time has passed
});
