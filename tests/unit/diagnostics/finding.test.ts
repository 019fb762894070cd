import { expect, test } from 'vitest';
import { finding, MissingEvidenceError, worst } from '../../../src/lib/diagnostics/finding.ts';
import { grade, thresholds } from '../../../src/lib/stats/thresholds.ts';

test('figures stand in the sentence, with as many digits as a person reads', () => {
  expect(finding('signaling.works', { connectMs: 23.6, echoMs: 1.26 }).sentence).toBe(
    'The peer server of this site answered over a WebSocket after 24 ms; a message went there and back in 1.3 ms.',
  );
});

test('a sentence without its figure is a mistake of ours, and says so', () => {
  expect(() => finding('signaling.works', { connectMs: 1 })).toThrow(MissingEvidenceError);
  expect(() => finding('probe.crashed', { error: null })).toThrow('The sentence of probe.crashed needs {error}');
});

test('the worst comes first, and the first of equals', () => {
  const [none, blocked, slow] = [
    finding('signaling.none'),
    finding('signaling.blocked'),
    finding('signaling.slow', { connectMs: 5000, echoMs: 1 }),
  ];
  expect(worst([none, slow, blocked])).toBe(blocked);
  expect(worst([none, slow])).toBe(slow);
  expect(worst([])).toBeUndefined();
});

test('limits hold in both directions', () => {
  const { roundTripMs, decodedPercent, frozenPercent } = thresholds.call;
  expect([100, 150, 151, 300, 301].map((ms) => grade(ms, roundTripMs))).toEqual([
    'good',
    'good',
    'warn',
    'warn',
    'bad',
  ]);
  expect([99, 95, 90, 85, 84].map((percent) => grade(percent, decodedPercent))).toEqual([
    'good',
    'good',
    'warn',
    'warn',
    'bad',
  ]);
  expect([0, 0.1].map((percent) => grade(percent, frozenPercent))).toEqual(['good', 'warn']);
});
