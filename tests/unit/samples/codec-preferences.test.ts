import { expect, test } from 'vitest';
import { difference, sentOf } from '../../../src/samples/media-quality/codec-preferences/asked-and-got.ts';
import { inWords, isHelper, isSame, profileOf } from '../../../src/samples/media-quality/codec-preferences/codecs.ts';

const video = (name: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType: `video/${name}`,
  clockRate: 90_000,
  ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }),
});
const h264 = (id: string, mode: number) =>
  video('H264', `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${id}`);
const audio = (name: string, clockRate: number): RTCRtpCodec => ({ mimeType: `audio/${name}`, clockRate, channels: 1 });

test.each([
  [video('VP8'), 'VP8'],
  [video('VP9', 'profile-id=2'), 'VP9 profile 2'],
  [video('VP9'), 'VP9 profile 0'],
  [video('AV1', 'level-idx=5;profile=1;tier=0'), 'AV1 profile 1'],
  [video('H265', 'level-id=180;profile-id=2'), 'H265 profile 2'],
  [h264('42e01f', 1), 'H264 Constrained Baseline, packetization mode 1'],
  [h264('42001F', 0), 'H264 Baseline, packetization mode 0'],
  [h264('4d001f', 1), 'H264 Main, packetization mode 1'],
  [h264('64001f', 1), 'H264 High, packetization mode 1'],
  [h264('f4001f', 1), 'H264 High 4:4:4, packetization mode 1'],
  [video('H264'), 'H264 Baseline, packetization mode 0'],
  [audio('PCMU', 8000), 'PCMU 8000 Hz'],
])('%j in words is “%s”', (codec, words) => {
  expect(inWords(codec)).toBe(words);
});

test('parameters mean the same in any order and with spaces; levels may differ, profiles may not', () => {
  expect(isSame(h264('42e01f', 1), h264('42e034', 1))).toBe(true);
  expect(isSame(h264('42e01f', 1), h264('64001f', 1))).toBe(false);
  expect(isSame(h264('42e01f', 1), h264('42e01f', 0))).toBe(false);
  expect(
    isSame(video('AV1', 'profile=0; tier=0'), { ...video('AV1', 'tier=1;profile=0'), mimeType: 'video/av1' }),
  ).toBe(true);
  expect(isSame(audio('G722', 8000), audio('G722', 16_000))).toBe(false);
  expect(profileOf(video('H264', 'profile-level-id=zz'))).toContain('zz');
});

test('what only helps is told from what can be sent', () => {
  for (const name of ['rtx', 'red', 'ulpfec', 'flexfec-03', 'CN', 'telephone-event'])
    expect(isHelper({ mimeType: `audio/${name}`, clockRate: 8000 })).toBe(true);
  for (const name of ['VP8', 'H264', 'AV1']) expect(isHelper(video(name))).toBe(false);
});

const report = (stats: object, timestamp = 1000): RTCStatsReport =>
  new Map(
    [
      { id: 'o', type: 'outbound-rtp', codecId: 'c', bytesSent: 5000, timestamp, ...stats },
      { id: 'c', type: 'codec', ...video('VP8') },
    ].map((one) => [one.id, one]),
  );

test('reads what is sent; what is not told is unknown, and nothing that is only agreed counts as sent', () => {
  expect(sentOf(report({ encoderImplementation: 'libvpx', powerEfficientEncoder: false }))).toMatchObject({
    codec: video('VP8'),
    encoder: 'libvpx',
    isPowerEfficient: false,
    kbps: undefined,
  });
  expect(sentOf(report({ bytesSent: 0 })).codec).toBeUndefined();
  expect(sentOf(report({ codecId: undefined })).codec).toBeUndefined();
  expect(sentOf(report({ bytesSent: 17_500 }, 2000), report({})).kbps).toBe(100);
  expect(sentOf(new Map())).toEqual({
    codec: undefined,
    layers: undefined,
    encoder: undefined,
    isPowerEfficient: undefined,
    kbps: undefined,
  });
});

test('warns where something else is sent, and not while nothing is', () => {
  const sent = sentOf(report({ scalabilityMode: 'L2T3_KEY' }));
  const asked = (codec: RTCRtpCodec, layers = '') => ({ codec, layers });
  expect(difference('Video', asked(video('VP8')), sent)).toBe('');
  expect(difference('Video', asked(video('AV1')), sent)).toMatch(
    /^Video: AV1 profile 0 was asked for, and VP8 is sent\./,
  );
  expect(difference('Video', asked(video('AV1')), { ...sent, codec: undefined })).toBe('');
  expect(difference('Video', asked(video('VP8'), 'L2T3_KEY'), sent)).toBe('');
  expect(difference('Video', asked(video('VP8'), 'L3T3'), sent)).toMatch(
    /^Video: L3T3 was asked for, and L2T3_KEY is sent\./,
  );
  expect(difference('Video', asked(video('VP8'), 'L3T3'), { ...sent, layers: undefined })).toBe('');
});
