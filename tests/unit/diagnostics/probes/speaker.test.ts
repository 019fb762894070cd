import { expect, test } from 'vitest';
import { judgeSpeaker } from '../../../../src/lib/diagnostics/probes/speaker.ts';

const known = { canChoose: true, outputs: 2 };
const ids = (answer: Parameters<typeof judgeSpeaker>[0]) => judgeSpeaker(answer).map(({ id }) => id);

test('only the person makes it pass', () => {
  expect(judgeSpeaker({ ...known, heard: 'both' })).toMatchObject([{ id: 'speaker.heard', verdict: 'pass' }]);
  expect(judgeSpeaker({ ...known, heard: undefined })).toMatchObject([
    { id: 'speaker.no-answer', verdict: 'not-measurable' },
  ]);
  expect(judgeSpeaker({ ...known, heard: 'nothing' })).toMatchObject([{ id: 'speaker.not-heard', verdict: 'fail' }]);
});

test('one side', () => {
  const [left] = judgeSpeaker({ ...known, heard: 'left' });
  expect(left).toMatchObject({ id: 'speaker.one-side', verdict: 'warn' });
  expect(left?.sentence).toBe('You heard the left tone, but not the right one.');
  expect(judgeSpeaker({ ...known, heard: 'right' })[0]?.sentence).toBe(
    'You heard the right tone, but not the left one.',
  );
});

test('a browser without a choice, and a choice that was refused', () => {
  expect(ids({ heard: 'both', canChoose: false, outputs: 0 })).toEqual(['speaker.heard', 'speaker.no-choice']);
  const findings = judgeSpeaker({ ...known, heard: 'nothing', refused: 'NotFoundError' });
  expect(findings.map(({ id }) => id)).toEqual(['speaker.not-heard', 'speaker.output-refused']);
  expect(findings[1]?.sentence).toContain('(NotFoundError)');
});
