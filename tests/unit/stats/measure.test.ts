import { describe, expect, test } from 'vitest';
import { measure, type Moment } from '../../../src/lib/stats/measure.ts';
import { recording, recordings, reports, type Raw } from './recorded.ts';

const momentsOf = (raw: readonly Raw[][], alter?: (report: Raw) => void): Moment[] => {
  const all = raw.map((sample) => reports(sample, alter));
  return all.map((after, index) => measure(all[index - 1], after));
};
const picture = (moment: Moment | undefined) => moment?.received.find(({ kind }) => kind === 'video');
const sound = (moment: Moment | undefined) => moment?.received.find(({ kind }) => kind === 'audio');
const sentPicture = (moment: Moment | undefined) => moment?.sent.find(({ kind }) => kind === 'video');

describe.each(recordings)('%s', (name) => {
  const { pc1, pc2 } = recording(name);

  test('has no figure that is not a number, and no share below 0', () => {
    for (const moment of [...momentsOf(pc1), ...momentsOf(pc2)]) {
      const text = JSON.stringify(moment, (key, value: unknown) => {
        if (typeof value === 'number') {
          expect(value, key).toSatisfy(Number.isFinite);
          if (/Percent$|PerSecond$|kbps$/.test(key)) expect(value, key).toBeGreaterThanOrEqual(0);
        }
        return value;
      });
      expect(text).not.toContain('null');
    }
  });

  test('the first moment has no rates, and no gap', () => {
    const [first] = momentsOf(pc2.slice(5));
    expect(picture(first)?.interval ?? 'first').toBe('first');
    expect(sound(first)?.figures.kbps).toBeUndefined();
    expect(first?.isGap).toBe(false);
  });
});

test('Chromium: what is received, computed by hand from two samples', () => {
  const { pc2 } = recording('chromium-plain');
  const of = (index: number) => pc2[index]!.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')!;
  const [before, after] = [of(8), of(9)] as unknown as Record<string, number>[];
  const seconds = (after!.timestamp! - before!.timestamp!) / 1000;
  const grown = (member: string) => after![member]! - before![member]!;
  const { figures } = picture(momentsOf(pc2)[9])!;
  expect(figures.kbps).toBeCloseTo((8 * grown('bytesReceived')) / seconds / 1000);
  expect(figures.fps).toBeCloseTo(grown('framesDecoded') / seconds);
  expect(figures.decodeMs).toBeCloseTo((1000 * grown('totalDecodeTime')) / grown('framesDecoded'));
  expect(figures.decodeBudgetPercent).toBeCloseTo((figures.decodeMs! * figures.fps!) / 10);
  expect(figures.jitterBufferMs).toBeCloseTo((1000 * grown('jitterBufferDelay')) / grown('jitterBufferEmittedCount'));
  expect(figures).toMatchObject({
    width: 640,
    height: 480,
    freezes: 0,
    stillMs: 0,
    droppedPercent: 0,
    decoderBacklog: 0,
  });
  expect(figures.interFrameMs).toBeCloseTo(50, 0);
});

test('Firefox lacks members: their figures are missing, and the others are there', () => {
  const { pc1, pc2 } = recording('firefox-plain');
  const received = picture(momentsOf(pc2)[9])!;
  expect(received.figures.fps).toBeCloseTo(30, 0);
  expect(received.figures).not.toHaveProperty('qpPerFrame');
  expect(received.figures).not.toHaveProperty('retransmittedPercent');
  const sent = momentsOf(pc1)[9];
  expect(sentPicture(sent)?.figures).not.toHaveProperty('limitation');
  expect(sentPicture(sent)?.figures).not.toHaveProperty('cpuLimitedPercent');
  expect(sentPicture(sent)?.source.fps).toBe(30);
  expect(sent?.ways[0]?.pair).not.toHaveProperty('availableOutgoingKbps');
  expect(sent?.ways[0]?.transport.dtlsState).toBe('connected');
});

test('how a stream arrives is told once for each RTCP report, and not again', () => {
  const told = momentsOf(recording('chromium-plain').pc1).flatMap(
    (moment) => moment.sent.find(({ kind }) => kind === 'audio')?.arrival ?? [],
  );
  const news = told.filter((arrival) => Object.keys(arrival).length > 0);
  expect(news.length).toBeGreaterThan(0);
  expect(news.length).toBeLessThan(told.length / 2);
  expect(news.at(-1)).toMatchObject({ lossPercent: 0, roundTripMs: 1 });
});

test('without fractionLost, the loss is that of the packets sent', () => {
  const { pc1 } = recording('chromium-plain');
  let lost = 0;
  const moments = momentsOf(pc1, (report) => {
    if (report.type !== 'remote-inbound-rtp') return;
    delete report.fractionLost;
    report.packetsLost = lost++;
  });
  const losses = moments.flatMap(({ sent }) => sent.flatMap(({ arrival }) => arrival.lossPercent ?? []));
  expect(losses.length).toBeGreaterThan(0);
  for (const loss of losses) expect(loss).toBeGreaterThan(0);
});

test('a packet that was lost and came after all takes the loss back: it is never below 0', () => {
  const { pc2 } = recording('chromium-plain');
  const lost = [0, 0, 0, 0, 0, 0, 4, 1, -1];
  let index = 0;
  const moments = momentsOf(pc2.slice(0, 9), (report) => {
    if (report.type === 'inbound-rtp' && report.kind === 'video') report.packetsLost = lost[++index];
  });
  const losses = moments.map((moment) => picture(moment)?.figures.lossPercent);
  expect(losses[6]).toBeCloseTo((100 * 4) / (4 + packetsOf(pc2, 5, 6)));
  expect(losses.slice(7)).toEqual([0, 0]);
});

const packetsOf = (raw: readonly Raw[][], from: number, to: number) => {
  const at = (index: number) =>
    Number(raw[index]!.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')!.packetsReceived);
  return at(to) - at(from);
};

describe.each(['chromium-swap', 'firefox-swap'] as const)('%s: a picture that goes, and another that comes', (name) => {
  const pictures = momentsOf(recording(name).pc2).map(picture);

  test('is there, away, and there again, each time beginning without rates', () => {
    const intervals = pictures.map((one) => one?.interval);
    expect(intervals.filter((kind) => kind === 'first' || kind === 'restarted').length).toBe(2);
    const away = intervals.lastIndexOf('measured', 5);
    expect(intervals.slice(away + 1, away + 3)).toEqual([undefined, undefined]);
    expect(intervals.at(-1)).toBe('measured');
  });

  test('never makes a rate out of two streams', () => {
    for (const one of pictures) {
      expect(one?.figures.fps ?? 0).toBeLessThan(35);
      expect(one?.figures.kbps ?? 0).toBeLessThan(1000);
    }
  });
});

test('Firefox gives the id of a stream that is gone to the next: the SSRC tells them apart', () => {
  const { pc2 } = recording('firefox-swap');
  const before = reports(pc2[3]!);
  const after = reports(pc2[7]!, (report) => (report.timestamp -= 3000)); // as if there had been no time between
  expect(before.inbound.find(({ kind }) => kind === 'video')?.id).toBe(
    after.inbound.find(({ kind }) => kind === 'video')?.id,
  );
  expect(picture(measure(before, after))?.interval).toBe('restarted');
  expect(picture(measure(before, after))?.figures.kbps).toBeUndefined();
});

test('a gap is marked, and nothing is divided by it', () => {
  const { pc2 } = recording('chromium-plain');
  const [, late] = momentsOf([pc2[5]!, pc2[11]!]);
  expect(late?.isGap).toBe(true);
  expect(picture(late)?.interval).toBe('gap');
  expect(picture(late)?.figures).not.toHaveProperty('kbps');
  expect(picture(late)?.figures.width).toBe(640);
});

test('a picture that stands still is seen at once, and a freeze when it is over', () => {
  const { pc2 } = recording('chromium-plain');
  const frozen = [
    ...pc2.slice(0, 6),
    // Nothing but the clock goes on.
    ...[1, 2].map((second) => pc2[5]!.map((report) => ({ ...report, timestamp: report.timestamp + second * 1000 }))),
  ];
  const still = momentsOf(frozen).map((moment) => picture(moment)?.figures.stillMs);
  expect(still).toEqual([undefined, undefined, 0, 0, 0, 0, 1000, 1000]);
  const [, over] = momentsOf([
    pc2[5]!,
    pc2[6]!.map((report) =>
      report.kind === 'video' ? { ...report, freezeCount: 1, totalFreezesDuration: 2.5 } : report,
    ),
  ]);
  expect(picture(over)?.figures.freezes).toBe(1);
  expect(picture(over)?.figures.frozenPercent).toBeGreaterThan(200);
});

test('another way is noticed, and its figures begin anew', () => {
  const { pc1 } = recording('chromium-plain');
  const moments = momentsOf(pc1);
  expect(moments.filter(({ ways }) => ways.some(({ isSwitched }) => isSwitched))).toHaveLength(0);
  const transport = pc1[6]!.find(({ type }) => type === 'transport')!;
  const other = pc1[6]!.find(({ type, id }) => type === 'candidate-pair' && id !== transport.selectedCandidatePairId)!;
  const [, switched] = momentsOf([
    pc1[5]!,
    pc1[6]!.map((report) => (report === transport ? { ...report, selectedCandidatePairId: other.id } : report)),
  ]);
  expect(switched?.ways[0]).toMatchObject({ isSwitched: true, interval: 'restarted' });
  expect(switched?.ways[0]?.pair).not.toHaveProperty('sentKbps');
});

test('limits of quality are shares of the time, as Chromium counts them', () => {
  const { pc1 } = recording('chromium-plain');
  let cpu = 0;
  const moments = momentsOf(pc1, (report) => {
    if (report.type !== 'outbound-rtp' || report.kind !== 'video') return;
    cpu += 0.5;
    report.qualityLimitationReason = 'cpu';
    report.qualityLimitationDurations = { none: 0, cpu, bandwidth: 0, other: 0 };
  });
  expect(sentPicture(moments[9])?.figures.limitation).toBe('cpu');
  expect(sentPicture(moments[9])?.figures.cpuLimitedPercent).toBeCloseTo(50, 0);
  expect(sentPicture(moments[9])?.figures.bandwidthLimitedPercent).toBe(0);
});

test('a layer that may be sent and carries nothing is starved', () => {
  const { pc1 } = recording('chromium-plain');
  const moments = momentsOf(pc1, (report) => {
    if (report.type === 'outbound-rtp') report.bytesSent = 0;
  });
  expect(sentPicture(moments[9])?.figures.isStarved).toBe(true);
  expect(sentPicture(momentsOf(pc1)[9])?.figures.isStarved).toBe(false);
});

test('sound and picture: by how much one is ahead', () => {
  expect(momentsOf(recording('firefox-plain').pc2)[9]?.soundAheadMs).toSatisfy((ms: number) => Math.abs(ms) < 200);
});
