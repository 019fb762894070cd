import { describe, expect, test } from 'vitest';
import { compare, type Asked } from '../../../src/samples/media-quality/audio-call/comparison.ts';
import { figuresOf, type Figures } from '../../../src/samples/media-quality/audio-call/figures.ts';
import { answerWithWishes, parametersOf } from '../../../src/samples/media-quality/audio-call/opus-parameters.ts';

const none = { packetMs: 20, stereo: false, dtx: false, fec: false };
const answer = (...lines: string[]) =>
  ['v=0', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0', 'a=mid:0', ...lines, ''].join('\r\n');
const opus = answer('a=rtpmap:111 opus/48000/2', 'a=rtcp-fb:111 transport-cc', 'a=fmtp:111 minptime=10;useinbandfec=1');
const changed = (before: string, after: string) => {
  const [from, to] = [before.split('\r\n'), after.split('\r\n')];
  return { gone: from.filter((line) => !to.includes(line)), come: to.filter((line) => !from.includes(line)) };
};

describe('the wishes in an answer', () => {
  test('all are stated, and the other parameters stay', () => {
    expect(changed(opus, answerWithWishes(opus, { packetMs: 60, stereo: true, dtx: true, fec: false }))).toEqual({
      gone: ['a=fmtp:111 minptime=10;useinbandfec=1'],
      come: ['a=ptime:60', 'a=fmtp:111 minptime=10;useinbandfec=0;stereo=1;usedtx=1'],
    });
  });

  test('what was wished before is taken back, and stated once', () => {
    const before = answerWithWishes(opus, { packetMs: 60, stereo: true, dtx: true, fec: true });
    const after = answerWithWishes(before, none);
    expect(after.match(/a=ptime:\d+/g)).toEqual(['a=ptime:20']);
    expect(after.match(/a=fmtp:.*/g)).toEqual(['a=fmtp:111 minptime=10;useinbandfec=0;stereo=0;usedtx=0']);
    expect(answerWithWishes(after, none)).toBe(after);
  });

  test('they stand among the attributes of the section, and the text ends as it ended', () => {
    const lines = answerWithWishes(opus, none).split('\r\n');
    expect(lines.indexOf('a=ptime:20')).toBeGreaterThan(lines.indexOf('c=IN IP4 0.0.0.0'));
    expect(lines.at(-1)).toBe('');
    expect(lines.length).toBe(opus.split('\r\n').length + 1);
  });

  test('Opus without parameters gets a line of its own; RED around it keeps its own', () => {
    const red = answer('a=rtpmap:63 red/48000/2', 'a=fmtp:63 111/111', 'a=rtpmap:111 opus/48000/2');
    const { gone, come } = changed(red, answerWithWishes(red, { ...none, fec: true }));
    expect(gone).toEqual([]);
    expect(come).toEqual(['a=ptime:20', 'a=fmtp:111 stereo=0;usedtx=0;useinbandfec=1']);
  });

  test('another codec has only its packet time', () => {
    const pcmu = answer('a=rtpmap:0 PCMU/8000');
    expect(changed(pcmu, answerWithWishes(pcmu, { ...none, stereo: true })).come).toEqual(['a=ptime:20']);
  });

  test('an answer without a codec is an error that says so', () => {
    expect(() => answerWithWishes(answer(), none)).toThrow('a=rtpmap:');
  });

  test('parameters are read whatever the spaces', () => {
    expect([...parametersOf('minptime=10; stereo=1;;cbr')]).toEqual([
      ['minptime', '10'],
      ['stereo', '1'],
      ['cbr', ''],
    ]);
    expect(parametersOf('').size).toBe(0);
  });
});

describe('figures', () => {
  const report = (...stats: object[]) =>
    new Map(stats.map((one) => [(one as { id: string }).id, one])) as unknown as RTCStatsReport;
  const outbound = (timestamp: number, bytesSent: number, packetsSent: number) => ({
    ...{ id: 'O', type: 'outbound-rtp', codecId: 'C', targetBitrate: 32_000 },
    ...{ timestamp, bytesSent, packetsSent },
  });
  const codec = { id: 'C', type: 'codec', mimeType: 'audio/opus', sdpFmtpLine: 'stereo=1' };
  const received = report({ id: 'I', type: 'inbound-rtp', jitter: 0.004 });

  test('rates are by the time between two reports', () => {
    const before = report(outbound(1000, 1000, 10));
    expect(figuresOf(report(outbound(1500, 3000, 35), codec), received, before)).toEqual({
      codec: 'audio/opus',
      format: 'stereo=1',
      sentKbps: 32,
      targetKbps: 32,
      packetsPerSecond: 50,
      jitterMs: 4,
    });
  });

  test('what is not reported is unknown, and not 0', () => {
    const unknown = Object.fromEntries(
      ['codec', 'format', 'sentKbps', 'targetKbps', 'packetsPerSecond', 'jitterMs'].map((name) => [name, undefined]),
    );
    expect(figuresOf(report(), report())).toEqual(unknown);
    const same = report(outbound(1000, 1000, 10));
    expect(figuresOf(same, received, same).sentKbps).toBeUndefined();
  });
});

describe('asked and got', () => {
  const asked: Asked = { ...none, codec: 'opus', red: false, limitKbps: undefined };
  const got: Figures = {
    ...{ codec: 'audio/opus', format: 'minptime=10;useinbandfec=0', sentKbps: 31.6, targetKbps: 32 },
    ...{ packetsPerSecond: 50, jitterMs: 1 },
  };
  const differing = (wishes: Partial<Asked>, is: Partial<Figures> = {}, red = false) =>
    compare({ ...asked, ...wishes }, { ...got, ...is }, red)
      .filter(({ differs }) => differs)
      .map((row) => `${row.what}: ${row.asked} / ${row.got}`);

  test('nothing differs where all came as asked', () => {
    expect(differing({})).toEqual([]);
    expect(differing({ red: true, stereo: true }, { format: 'stereo=1' }, true)).toEqual([]);
  });

  test('each difference is one, and says both sides', () => {
    expect(differing({ codec: 'PCMU' })).toEqual(['Codec: PCMU / opus']);
    expect(differing({ limitKbps: 16 })).toEqual(['Bitrate: at most 16 kbps / 32 kbps']);
    expect(differing({ packetMs: 60 })).toEqual(['Sound in a packet: 60 ms / 20 ms, by the packets of a second']);
    expect(differing({ stereo: true })).toEqual(['Stereo: yes / no']);
    expect(differing({}, { format: 'usedtx=1' })).toEqual(['Pauses (DTX): no / yes']);
    expect(differing({ red: true })).toEqual(['Twice (RED): yes / no']);
  });

  test('pauses make fewer packets, which are not longer', () => {
    expect(differing({ dtx: true }, { format: 'usedtx=1', packetsPerSecond: 5 })).toEqual([]);
    expect(differing({}, { packetsPerSecond: 5 })).toHaveLength(1);
  });

  test('what is unknown differs from nothing', () => {
    const unknown = { codec: undefined, format: undefined, sentKbps: undefined, packetsPerSecond: undefined };
    expect(differing({ limitKbps: 8, packetMs: 120, stereo: true, dtx: true }, unknown)).toEqual([]);
  });

  test('other codecs have nothing of what only Opus has', () => {
    const rows = compare({ ...asked, codec: 'PCMU', stereo: true }, { ...got, codec: 'audio/PCMU' }, false);
    expect(rows.find(({ what }) => what === 'Stereo')).toEqual({
      what: 'Stereo',
      asked: '–',
      got: '–',
      differs: false,
    });
  });
});
