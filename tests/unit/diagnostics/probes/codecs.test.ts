import { expect, test } from 'vitest';
import { judgeCodecs, type Expectation, type VideoCodec } from '../../../../src/lib/diagnostics/probes/codecs.ts';

const software: Expectation = { supported: true, smooth: true, powerEfficient: false };
const hardware: Expectation = { ...software, powerEfficient: true };
const codec = (name: string, more: Partial<VideoCodec> = {}): VideoCodec => ({
  name,
  sends: true,
  receives: true,
  encode: hardware,
  decode: hardware,
  ...more,
});
const audio = ['opus', 'G722', 'PCMU', 'PCMA'];
const ids = (...video: VideoCodec[]) => judgeCodecs({ video, audio }).map(({ id }) => id);

test('a browser with the usual codecs', () => {
  const [good, ...more] = judgeCodecs({ video: [codec('VP8'), codec('H264')], audio });
  expect(more).toEqual([]);
  expect(good).toMatchObject({ id: 'codecs.good', verdict: 'pass', evidence: { hardwareEncoders: ['VP8', 'H264'] } });
  expect(good?.sentence).toContain('video as VP8, H264, and sound as opus, G722, PCMU, PCMA');
});

test('Chromium on a machine without a GPU: all of them, by software', () => {
  const video = ['VP8', 'H264', 'AV1', 'VP9'].map((name) => codec(name, { encode: software, decode: software }));
  expect(ids(...video)).toEqual(['codecs.good', 'codecs.software-only']);
});

test('Firefox before it has its plugin: no H.264', () => {
  const findings = judgeCodecs({ video: [codec('VP8'), codec('VP9')], audio });
  expect(findings.map(({ id }) => id)).toEqual(['codecs.good', 'codecs.no-h264']);
  expect(findings[1]).toMatchObject({ verdict: 'info' });
});

test('hardware that nobody tells of is not called software', () => {
  const untold = (name: string): VideoCodec => ({ name, sends: true, receives: true });
  expect(ids(untold('VP8'), untold('H264'))).toEqual(['codecs.good']);
});

test('neither VP8 nor H.264 in both directions breaks calls', () => {
  const [none] = judgeCodecs({ video: [codec('AV1'), codec('H264', { sends: false })], audio });
  expect(none).toMatchObject({ id: 'codecs.no-common', verdict: 'fail' });
  expect(none?.sentence).toContain('it has: AV1');
  expect(ids()).toEqual(['codecs.no-common']);
});

test('a browser that does not list them', () => {
  expect(judgeCodecs(undefined)).toMatchObject([{ id: 'codecs.not-measurable', verdict: 'not-measurable' }]);
});
