import { expect, test } from 'vitest';
import { judgeEcho, type Heard } from '../../../../src/lib/diagnostics/probes/echo.ts';

const heard = (correlation: number, gain = 0.1): Heard => ({ correlation, at: 900, gain, allZero: false });
const id = (...args: Parameters<typeof judgeEcho>) => judgeEcho(...args)[0]?.id;

test('the sound is in the microphone: what matters is whether it is still there with cancellation', () => {
  const [echo] = judgeEcho({ without: heard(0.6), with: heard(0.3, 0.05), speakerHeard: true });
  expect(echo).toMatchObject({
    id: 'echo.heard',
    verdict: 'warn',
    evidence: { correlation: 0.6, levelDb: -20, cancelledCorrelation: 0.3, cancelledLevelDb: -26 },
  });
  expect(judgeEcho({ without: heard(0.6), with: heard(0.05) })[0]).toMatchObject({
    id: 'echo.cancelled',
    verdict: 'pass',
  });
  expect(id({ without: heard(0.2), with: heard(0.2) })).toBe('echo.heard');
});

test('what is not heard is no echo only if the speaker plays', () => {
  // Recorded in Chromium, whose fake microphone hears no speaker: 0.04.
  expect(judgeEcho({ without: heard(0.04, 0.028), speakerHeard: true })[0]).toMatchObject({
    id: 'echo.none',
    verdict: 'pass',
  });
  expect(judgeEcho({ without: heard(0.04) })[0]).toMatchObject({ id: 'echo.not-heard', verdict: 'info' });
  const [dead] = judgeEcho({ without: heard(0.04), speakerHeard: false });
  expect(dead).toMatchObject({ id: 'echo.not-measurable', verdict: 'not-measurable' });
  expect(dead?.sentence).toContain('the speaker cannot be heard');
});

test('a microphone without sound says nothing', () => {
  const silent: Heard = { correlation: 0, at: 0, gain: 0, allZero: true };
  const [finding] = judgeEcho({ without: silent, speakerHeard: true });
  expect(finding).toMatchObject({ id: 'echo.not-measurable', evidence: { levelDb: null } });
  expect(finding?.sentence).toContain('the microphone gives no sound');
});
