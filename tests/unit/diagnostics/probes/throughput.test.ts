import { expect, test } from 'vitest';
import { judgeThroughput } from '../../../../src/lib/diagnostics/probes/throughput.ts';

const url = 'turn:a.test';
const at = (kbps: number) => ({ bytes: (kbps * 4000) / 8, ms: 4000 });
const ids = (...args: Parameters<typeof judgeThroughput>) => judgeThroughput(...args).map(({ id }) => id);

test('says what can be sent, instead of a bare number', () => {
  const sentence = (kbps: number) => judgeThroughput({ url, transfer: at(kbps) })[0]!.sentence;
  expect(sentence(3000)).toBe('You can send 1280x720 at 30 frames a second: 3 Mbit/s passed through turn:a.test.');
  expect(sentence(90_000)).toContain('You can send 1920x1080 at 30 frames a second');
  expect(sentence(600)).toContain('You can send 640x360 at 30 frames a second');
  expect(sentence(599)).toContain('You can send sound only: only 0.6 Mbit/s');
  expect(sentence(50)).toContain('not even sound');
});

test('good or low, by what video needs', () => {
  expect(ids({ url, transfer: at(600) })).toEqual(['throughput.good']);
  expect(ids({ url, transfer: at(599) })).toEqual(['throughput.low']);
});

test('a line that makes everything wait', () => {
  expect(ids({ url, transfer: at(5000), idleMs: 20, loadedMs: 170 })).toEqual(['throughput.good']);
  const [, bloat] = judgeThroughput({ url, transfer: at(5000), idleMs: 20, loadedMs: 400 });
  expect(bloat).toMatchObject({
    id: 'throughput.bufferbloat',
    sentence: 'While the connection was busy, a round trip took 400 ms instead of 20 ms.',
  });
});

test('without a relay only the machine is measured, and its own queues are no fault of the line', () => {
  expect(ids({ transfer: at(150_000), idleMs: 1, loadedMs: 400 })).toEqual(['throughput.this-machine']);
});

test('nothing passed', () => {
  expect(judgeThroughput({ url })[0]).toMatchObject({
    id: 'throughput.failed',
    sentence: 'No data passed through turn:a.test.',
  });
  expect(judgeThroughput({ transfer: { bytes: 0, ms: 4000 } })[0]).toMatchObject({
    id: 'throughput.failed',
    evidence: { connected: true },
  });
});
