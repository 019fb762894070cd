import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../src/lib/diagnostics/compare.ts';
import { finding } from '../../../src/lib/diagnostics/finding.ts';
import { overall } from '../../../src/lib/diagnostics/overall.ts';
import {
  readReport,
  ReportError,
  reportJsonSchema,
  reportOf,
  reportSchema,
  type Run,
} from '../../../src/lib/diagnostics/report.ts';
import { reportText } from '../../../src/lib/diagnostics/report-text.ts';
import { thresholds } from '../../../src/lib/stats/thresholds.ts';

const outcomes: Run['outcomes'] = [
  {
    probe: 'signaling',
    durationMs: 40.4,
    findings: [finding('signaling.works', { connectMs: 20, echoMs: 2, address: '10.0.0.7' })],
  },
  {
    probe: 'permissions',
    durationMs: 100,
    findings: [
      finding(
        'camera.refused',
        { name: 'NotAllowedError', label: 'Anna’s Cam', note: 'hunter2 at turn:x' },
        'turn:10.0.0.7',
      ),
    ],
  },
];
const theRun: Run = {
  createdAt: new Date('2026-11-24T10:00:00Z'),
  state: 'done',
  overall: overall(outcomes, 'linux'),
  outcomes,
  iceServers: [{ url: 'turn:10.0.0.7', username: 'anna', credential: 'hunter2' }],
};

describe('a report', () => {
  test('holds what was found, in the order of causes, with the thresholds of its verdicts', () => {
    const report = reportOf(theRun, false);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.probes.map(({ probe }) => probe)).toEqual(['permissions', 'signaling']);
    expect(report.thresholdsVersion).toBe(thresholds.version);
    expect(report.probes[1]).toMatchObject({ durationMs: 40, findings: [{ id: 'signaling.works', verdict: 'pass' }] });
    expect(report.overall).toMatchObject({ verdict: 'fail', title: 'The camera is blocked for this site' });
    expect(report.iceServers).toEqual(['turn:10.0.0.7']);
  });

  test('never holds a secret, and with redaction no address and no name', () => {
    const whole = JSON.stringify(reportOf(theRun, false));
    expect(whole).not.toMatch(/hunter2|anna"/);
    expect(whole).toContain('10.0.0.7');
    expect(whole).toContain('Anna’s Cam');
    const short = JSON.stringify(reportOf(theRun, true));
    expect(short).not.toMatch(/hunter2|10\.0\.0\.7|Anna/);
    expect(short.match(/10\.0\.0\.\[1\]/g)).toHaveLength(3); // equal stays equal
  });

  test('can be saved and read again', () => {
    const report = reportOf(theRun, true);
    expect(readReport(JSON.stringify(report))).toEqual(report);
  });

  test('is text for a mail', () => {
    const text = reportText(reportOf(theRun, true));
    expect(text).toContain('The camera is blocked for this site.');
    expect(text).toContain(
      '[problem] permissions (turn:10.0.0.[1]): The browser does not let this page use the camera.',
    );
    expect(text).not.toMatch(/hunter2|Anna/);
  });

  test('has a published schema', () => {
    expect(reportJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { format: { const: 'peerlab-diagnostics' }, version: { const: 1 } },
    });
  });
});

describe('a file that is no report is answered in a sentence', () => {
  const report = reportOf(theRun, true);
  test.for<[string, string, RegExp]>([
    ['no JSON', 'hello', /^This file is not JSON/],
    ['other JSON', '[1]', /no report of this page/],
    ['null', 'null', /no report of this page/],
    ['a newer version', JSON.stringify({ ...report, version: 2 }), /newer version/],
    ['a damaged one', JSON.stringify({ ...report, probes: [{}] }), /damaged: probes\.0/],
    ['a huge one', ' '.repeat(2_000_001), /too large/],
  ])('%s', ([, text, sentence]) => {
    expect(() => readReport(text)).toThrow(ReportError);
    expect(() => readReport(text)).toThrow(sentence);
  });
});

describe('two reports', () => {
  const with_ = (...findings: Run['outcomes'][number]['findings']) =>
    reportOf({ ...theRun, outcomes: [{ probe: 'signaling', durationMs: 1, findings }] }, true);
  const works = (connectMs: number) => finding('signaling.works', { connectMs, echoMs: 2, server: 'a' });

  test('that found the same have no difference', () => {
    expect(compareReports(with_(works(100)), with_(works(110)))).toEqual([]);
  });
  test('that found something else show both', () => {
    const [difference, ...others] = compareReports(with_(finding('signaling.blocked')), with_(works(100)));
    expect(others).toEqual([]);
    expect(difference).toMatchObject({
      probe: 'signaling',
      before: { id: 'signaling.blocked' },
      after: { id: 'signaling.works' },
    });
  });
  test('with clearly other figures show these only', () => {
    expect(compareReports(with_(works(100)), with_(works(200)))).toMatchObject([
      { after: { id: 'signaling.works' }, figures: [{ name: 'connectMs', before: 100, after: 200 }] },
    ]);
  });
  test('of other checks show what is on one side alone', () => {
    expect(compareReports(with_(), with_(works(1)))).toMatchObject([
      { before: undefined, after: { id: 'signaling.works' } },
    ]);
    expect(compareReports(with_(works(1)), with_())).toMatchObject([
      { before: { id: 'signaling.works' }, after: undefined },
    ]);
  });
});

describe('the sentence on top', () => {
  const [refused, works, slow] = [
    finding('camera.refused', {}),
    finding('signaling.works', { connectMs: 1, echoMs: 1 }),
    finding('signaling.slow', { connectMs: 3000, echoMs: 1 }),
  ];
  test('is the earliest of the worst, with the first step for this system', () => {
    const system = finding('camera.system-blocks', {});
    const sum = overall(
      [
        { probe: 'signaling', findings: [slow, works] },
        { probe: 'permissions', findings: [system, refused] },
      ],
      'macos',
    );
    expect(sum).toMatchObject({
      verdict: 'fail',
      title: 'The computer keeps the camera from the browser (and 1 more thing)',
      first: 'Open System Settings, Privacy & Security, Camera. Turn on your browser in the list.',
    });
  });
  test('warns only if nothing failed', () => {
    expect(
      overall(
        [
          { probe: 'signaling', findings: [slow] },
          { probe: 'permissions', findings: [] },
        ],
        'linux',
      ).verdict,
    ).toBe('warn');
  });
  test('says that all is well only where something was checked', () => {
    expect(overall([{ probe: 'signaling', findings: [works] }], 'linux').title).toBe(
      'Everything that was checked works',
    );
    expect(overall([{ probe: 'signaling', findings: [finding('signaling.none')] }], 'linux')).toMatchObject({
      verdict: 'skip',
    });
    expect(overall([], 'linux').title).toBe('Nothing was checked');
  });
});
