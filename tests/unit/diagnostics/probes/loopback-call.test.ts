import { describe, expect, test } from 'vitest';
import { call as entries } from '../../../../src/lib/diagnostics/catalogue/call.ts';
import { judgeCall, type CallRecord } from '../../../../src/lib/diagnostics/probes/call/judge.ts';
import { measure } from '../../../../src/lib/stats/measure.ts';
import { recording, reports, type Raw } from '../../stats/recorded.ts';

// Calls as two browsers recorded them. A fault is put in by changing the members that a browser would change, as it would.

const phases = { gatheringMs: 5, iceMs: 12, dtlsMs: 40, connectMs: 75, firstFrameMs: 150 };

/** Changes a report of one second; `second` 1 is the first with media. */
type Alter = (report: Raw, second: number) => void;

/** A recorded call, with a change in what the sender or the receiver counted. */
function callOf(
  browser: 'chromium' | 'firefox',
  alter: { sender?: Alter; receiver?: Alter; without?: readonly number[] } = {},
  more: Partial<CallRecord> = {},
): CallRecord {
  const { pc1, pc2 } = recording(`${browser}-plain`);
  const seconds = [...pc1.keys()].slice(1).filter((second) => !alter.without?.includes(second));
  const side = (raw: readonly Raw[][], change: Alter = () => undefined) =>
    seconds.map((second) => reports(raw[second]!, (report) => change(report, second)));
  const [sending, receiving] = [side(pc1, alter.sender), side(pc2, alter.receiver)];
  return {
    picture: 'camera',
    sound: 'microphone',
    phases,
    lost: 'no',
    seconds: seconds.map((second, index) => ({
      second,
      sending: measure(sending[index - 1], sending[index]!),
      receiving: measure(receiving[index - 1], receiving[index]!),
      dataRoundTripMs: 2,
    })),
    ...more,
  };
}

const idsOf = (call: CallRecord) => judgeCall(call).map(({ id }) => id);
const firstOf = (call: CallRecord) => judgeCall(call)[0]!;

const only =
  (type: string, kind: 'audio' | 'video', alter: (report: Raw, second: number) => void): Alter =>
  (report, second) => {
    if (report.type === type && report.kind === kind) alter(report, second);
  };
/** Lets a counter grow by so much each second more than it did. */
const grow = (type: string, kind: 'audio' | 'video', member: string, each: number): Alter =>
  only(type, kind, (report, second) => (report[member] = Number(report[member] ?? 0) + each * second));

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  test('a call as it was recorded is good, and nothing else', () => {
    const findings = judgeCall(callOf(browser));
    expect(findings.map(({ id }) => id)).toEqual(['call.good']);
    expect(findings[0]?.sentence).toMatch(
      /^Connected in 75 ms, first picture after 150 ms, (20|30) frames a second\.$/,
    );
    expect(findings[0]?.evidence).toMatchObject({ pictureCodec: 'VP8', soundCodec: 'opus', dtlsMs: 40 });
  });

  test('its evidence has numbers only where there are some, and no address', () => {
    const text = JSON.stringify(judgeCall(callOf(browser)));
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(text).not.toMatch(/192\.0\.2|fd00::|\.local/);
    expect(text).toContain('"dtlsState":"connected"');
  });
});

describe('connecting', () => {
  const nothing = {
    seconds: [],
    phases: { ...phases, connectMs: undefined, dtlsMs: undefined, firstFrameMs: undefined },
  };
  test('no way to each other', () => {
    const record = callOf('chromium', {}, { ...nothing, phases: { ...nothing.phases, iceMs: undefined } });
    expect(idsOf(record)).toEqual(['call.not-connected']);
    expect(firstOf(record).sentence).toContain('within 8 seconds');
  });
  test('a way, and no keys', () => {
    expect(idsOf(callOf('chromium', {}, nothing))).toEqual(['call.dtls-stuck']);
  });
  test('slowly', () => {
    const record = callOf('chromium', {}, { phases: { ...phases, connectMs: 2600 } });
    expect(idsOf(record)).toEqual(['call.good', 'call.slow-connect']);
  });
});

describe('media that do not come', () => {
  test('no picture ever', () => {
    const { pc2 } = recording('chromium-plain');
    const withoutPicture = pc2.map((sample) =>
      sample.filter(({ type, kind }) => type !== 'inbound-rtp' || kind !== 'video'),
    );
    const seconds = callOf('chromium').seconds.map((second, index) => ({
      ...second,
      receiving: measure(index ? reports(withoutPicture[index]!) : undefined, reports(withoutPicture[index + 1]!)),
    }));
    const record = callOf('chromium', {}, { seconds, phases: { ...phases, firstFrameMs: undefined } });
    expect(judgeCall(record)).toMatchObject([{ id: 'call.no-media', subject: 'picture' }]);
  });
  test('no sound any more: no byte of it for 5 s', () => {
    const record = callOf('chromium', {
      receiver: only('inbound-rtp', 'audio', (report, second) => {
        if (second > 6) report.bytesReceived = 20_000;
      }),
    });
    expect(judgeCall(record)).toMatchObject([{ id: 'call.no-media', subject: 'sound' }]);
  });
  test('no sound at all is no matter where none was sent', () => {
    const alter = { receiver: only('inbound-rtp', 'audio', (report) => (report.bytesReceived = 0)) };
    expect(idsOf(callOf('chromium', alter))).toEqual(['call.no-media']);
    expect(idsOf(callOf('chromium', alter, { sound: 'none' }))).toEqual(['call.good']);
  });
  test('the other end is gone: its figures stand still, and no message comes back', () => {
    const whole = callOf('chromium').seconds;
    const seconds = whole.map((second, index) => {
      if (index < 5) return second;
      const { timestamp } = whole[4]!.receiving;
      const last = reports(recording('chromium-plain').pc2[5]!);
      return { ...second, receiving: { ...measure(last, last), timestamp }, dataRoundTripMs: undefined };
    });
    expect(judgeCall(callOf('chromium', {}, { seconds }))).toMatchObject([{ id: 'call.no-media', subject: 'data' }]);
  });
  test('no message came back', () => {
    const seconds = callOf('firefox').seconds.map((second) => ({ ...second, dataRoundTripMs: undefined }));
    expect(judgeCall(callOf('firefox', {}, { seconds }))).toMatchObject([{ id: 'call.no-media', subject: 'data' }]);
  });
});

describe('a frozen picture', () => {
  test('frames stop: the browser counts no freeze yet, and we see it', () => {
    for (const browser of ['chromium', 'firefox'] as const) {
      const record = callOf(browser, {
        receiver: only('inbound-rtp', 'video', (report, second) => {
          if (second > 6) report.framesDecoded = 160;
        }),
      });
      const { id, evidence } = firstOf(record);
      expect(id).toBe('call.frozen');
      expect(evidence.stillS).toBeGreaterThan(6);
    }
  });
  test('a freeze of more than a second that is over', () => {
    const record = callOf('chromium', {
      receiver: only('inbound-rtp', 'video', (report, second) => {
        if (second > 8) Object.assign(report, { freezeCount: 1, totalFreezesDuration: 1.4 });
      }),
    });
    expect(firstOf(record)).toMatchObject({ id: 'call.frozen', evidence: { stillS: 1.4 } });
  });
  test('again and again, each time shortly', () => {
    const record = callOf('chromium', {
      receiver: (report, second) => {
        grow('inbound-rtp', 'video', 'freezeCount', 1)(report, second);
        grow('inbound-rtp', 'video', 'totalFreezesDuration', 0.3)(report, second);
      },
    });
    expect(firstOf(record)).toMatchObject({ id: 'call.frozen', evidence: { stillS: 0.3 } });
  });
  test('once and shortly is no matter', () => {
    const record = callOf('chromium', {
      receiver: only('inbound-rtp', 'video', (report, second) => {
        if (second > 8) Object.assign(report, { freezeCount: 1, totalFreezesDuration: 0.6 });
      }),
    });
    expect(idsOf(record)).toEqual(['call.good']);
  });
  test('in the first three seconds neither', () => {
    const record = callOf('chromium', {
      receiver: only('inbound-rtp', 'video', (report, second) => {
        if (second > 1) Object.assign(report, { freezeCount: 1, totalFreezesDuration: 1.4 });
      }),
    });
    expect(idsOf(record)).toEqual(['call.good']);
  });
});

describe('what works, and not well', () => {
  const cases: Record<string, { sender?: Alter; receiver?: Alter }> = {
    'call.low-fps': {
      receiver: only('inbound-rtp', 'video', (report) => {
        report.framesDecoded = Math.round(Number(report.framesDecoded) / 3);
      }),
    },
    // Chromium writes the reason of the moment, and sums the seconds up by reason.
    'call.cpu-limited': {
      sender: only('outbound-rtp', 'video', (report, second) => {
        report.qualityLimitationReason = 'cpu';
        report.qualityLimitationDurations = { none: 0, cpu: second, bandwidth: 0, other: 0 };
      }),
    },
    'call.bandwidth-limited': {
      sender: (report, second) => {
        if (report.type === 'candidate-pair') report.availableOutgoingBitrate = 300_000;
        only('outbound-rtp', 'video', (stream) => {
          stream.qualityLimitationReason = 'bandwidth';
          stream.qualityLimitationDurations = { none: 0, cpu: 0, bandwidth: second, other: 0 };
        })(report, second);
      },
    },
    'call.encode-slow': { sender: grow('outbound-rtp', 'video', 'totalEncodeTime', 0.7) },
    'call.decode-slow': { receiver: grow('inbound-rtp', 'video', 'totalDecodeTime', 0.7) },
    'call.sound-concealed': { receiver: grow('inbound-rtp', 'audio', 'concealedSamples', 2400) },
    'call.jitter-buffer': { receiver: grow('inbound-rtp', 'audio', 'jitterBufferDelay', 48_000 * 0.2) },
    'call.loss': { receiver: grow('inbound-rtp', 'video', 'packetsLost', 3) },
    'call.dropped': { receiver: grow('inbound-rtp', 'video', 'framesDropped', 2) },
    'call.picture-lost': { receiver: grow('inbound-rtp', 'video', 'pliCount', 1) },
    'call.pair-switches': {
      sender: (report, second) => {
        const { pc1 } = recording('chromium-plain');
        const pairs = pc1[second]!.filter(({ type }) => type === 'candidate-pair');
        if (report.type === 'transport') report.selectedCandidatePairId = pairs[second % 4 < 2 ? 0 : 1]!.id;
      },
    },
  };
  test.each(Object.entries(cases))('%s', (id, alter) => {
    const findings = judgeCall(callOf('chromium', alter));
    expect(findings.map((one) => one.id)).toEqual(['call.good', id]);
    expect(findings[1]?.verdict).toBe('warn');
    expect(JSON.stringify(findings)).not.toMatch(/NaN|Infinity/);
  });

  test('the first three seconds are not judged', () => {
    const early =
      (alter: Alter): Alter =>
      (report, second) =>
        alter(report, Math.min(second, 3));
    for (const [id, { sender, receiver }] of Object.entries(cases)) {
      if (['call.low-fps', 'call.pair-switches', 'call.bandwidth-limited'].includes(id)) continue; // not counters
      const record = callOf('chromium', {
        ...(sender && { sender: early(sender) }),
        ...(receiver && { receiver: early(receiver) }),
      });
      expect(idsOf(record), id).toEqual(['call.good']);
    }
  });

  test('a sender that is still finding its rate is not limited', () => {
    const { sender } = cases['call.bandwidth-limited']!;
    const record = callOf('chromium', {
      sender: (report, second) => {
        sender!(report, second);
        if (report.type === 'candidate-pair') report.availableOutgoingBitrate = 300_000 * 1.1 ** second;
      },
    });
    expect(idsOf(record)).toEqual(['call.good']);
  });

  test('two bad seconds are no alarm', () => {
    const record = callOf('chromium', {
      sender: only('outbound-rtp', 'video', (report, second) => {
        const busy = Math.min(Math.max(second - 6, 0), 2); // the seventh and the eighth second
        report.totalEncodeTime = Number(report.totalEncodeTime) + 0.9 * busy;
      }),
    });
    expect(idsOf(record)).toEqual(['call.good']);
  });
});

test('a gap is told, and nothing is judged by it', () => {
  const findings = judgeCall(callOf('chromium', { without: [6, 7, 8, 9] }));
  expect(findings.map(({ id }) => id)).toEqual(['call.good', 'call.gap']);
  expect(findings[1]?.verdict).toBe('info');
  expect(findings[1]?.sentence).toBe('For 5 seconds nothing was measured.');
});

test('a drawn picture is told', () => {
  const findings = judgeCall(callOf('firefox', {}, { picture: 'drawn' }));
  expect(findings.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['call.good', 'pass'],
    ['call.synthetic', 'info'],
  ]);
});

describe('a connection that is lost', () => {
  test('and may come back', () => {
    expect(firstOf(callOf('chromium', {}, { lost: 'for-good' }))).toMatchObject({
      id: 'call.disconnected',
      evidence: { cameBack: false },
    });
    expect(firstOf(callOf('firefox', {}, { lost: 'for-a-moment' }))).toMatchObject({
      id: 'call.disconnected',
      evidence: { cameBack: true },
    });
  });
  test('while nobody answers', () => {
    const record = callOf(
      'chromium',
      {
        sender: (report, second) => {
          if (report.type === 'candidate-pair')
            report.requestsSent = Number(report.requestsSent) + Math.max(0, second - 11);
        },
      },
      { lost: 'for-good' },
    );
    expect(firstOf(record)).toMatchObject({ id: 'call.connection-lost', evidence: { checksOpen: 3 } });
  });
});

test('no entry is without the words that a person needs', () => {
  for (const [id, { verdict, fix, causes, title }] of Object.entries(entries)) {
    expect(title, id).not.toMatch(/\.$/);
    if (verdict === 'pass') expect([causes, fix], id).toEqual([[], []]);
    else expect(Math.min(causes.length, fix.length), id).toBeGreaterThan(0);
  }
});
