import { describe, expect, test } from 'vitest';
import { inboundOf, outboundOf, pathsOf } from '../../../src/lib/stats/joins.ts';
import { recording, reports } from './recorded.ts';

describe.each(['chromium-plain', 'firefox-plain'] as const)('%s', (name) => {
  const { pc1, pc2 } = recording(name);
  const [sending, receiving] = [reports(pc1[10]!), reports(pc2[10]!)];

  test('a stream that arrives is joined with its codec, its sender and its transport', () => {
    const [sound, picture] = ['audio', 'video'].map((kind) =>
      inboundOf(receiving).find((one) => one.stream.kind === kind),
    );
    expect(sound?.codec?.mimeType).toBe('audio/opus');
    expect(picture?.codec?.mimeType).toBe('video/VP8');
    expect(picture?.remote?.ssrc).toBe(picture?.stream.ssrc);
    expect(picture?.transport?.dtlsState).toBe('connected');
    expect(sound?.playout !== undefined).toBe(name === 'chromium-plain');
  });

  test('a stream that is sent is joined with its source, and with how it arrives', () => {
    for (const { stream, source, remote, codec } of outboundOf(sending)) {
      expect(source?.kind).toBe(stream.kind);
      expect(remote?.ssrc).toBe(stream.ssrc);
      expect(codec?.mimeType).toMatch(new RegExp(`^${stream.kind}/`));
    }
  });

  test('a way has two ends; without selectedCandidatePairId it is found all the same', () => {
    const [path] = pathsOf(sending);
    expect(path?.local?.candidateType).toBe('host');
    expect(path?.remote?.candidateType).toBe('host');
    const older = reports(pc1[10]!, (report) => delete report.selectedCandidatePairId);
    expect(pathsOf(older)[0]?.pair.id).toBe(path?.pair.id);
    const oldest = reports(pc1[10]!, (report) => {
      delete report.selectedCandidatePairId;
      delete report.selected;
    });
    expect(pathsOf(oldest)[0]?.pair.id).toBe(path?.pair.id);
  });

  test('before anything is connected there is no way, and no stream', () => {
    const nothing = reports(pc1[0]!);
    expect(pathsOf(nothing)).toEqual([]);
    expect(outboundOf(nothing)).toEqual([]);
    expect(pathsOf(reports([]))).toEqual([]);
  });
});

test('with two sources of one kind, Firefox needs to be told which track a section sends', () => {
  const { pc1 } = recording('firefox-plain');
  const raw = pc1[10]!;
  const picture = raw.find(({ type, kind }) => type === 'media-source' && kind === 'video')!;
  const two = reports([...raw, { ...picture, id: 'another', trackIdentifier: 'another' }]);
  const sourceOf = (trackIds?: Map<string, string>) =>
    outboundOf(two, trackIds).find(({ stream }) => stream.kind === 'video')?.source;
  expect(sourceOf()).toBeUndefined();
  expect(sourceOf(new Map([['1', String(picture.trackIdentifier)]]))?.id).toBe(picture.id);
});
