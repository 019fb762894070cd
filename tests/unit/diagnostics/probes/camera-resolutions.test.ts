import { expect, test } from 'vitest';
import { judgeSizes, type Size, type SizeAnswer } from '../../../../src/lib/diagnostics/probes/camera-resolutions.ts';

const size = (width: number, height: number): Size => ({ width, height });
const all = [size(160, 120), size(640, 480), size(1280, 720), size(3840, 2160)];
const answers = (got: (asked: Size) => Size | undefined): SizeAnswer[] =>
  all.map((asked) => {
    const came = got(asked);
    return { asked, ...(came ? { got: came } : {}) };
  });
const judged = (got: (asked: Size) => Size | undefined) => judgeSizes({ answers: answers(got), label: 'Webcam' });

test('a camera that gives whatever is asked', () => {
  const findings = judgeSizes({ answers: answers((asked) => asked), most: size(3840, 2160), label: 'Webcam' });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ id: 'resolutions.good', verdict: 'pass', evidence: { capabilityWidth: 3840 } });
  expect(findings[0]?.sentence).toBe('The camera can give up to 3840x2160, and 4 of 4 usual sizes exactly.');
});

test('720p is enough, also upright', () => {
  expect(judged((asked) => (asked.width > 1280 ? size(1280, 720) : asked))[0]?.id).toBe('resolutions.good');
  expect(judged((asked) => (asked.width > 640 ? size(720, 1280) : asked))[0]?.id).toBe('resolutions.good');
});

test('less than 720p is low', () => {
  const [low] = judged((asked) => (asked.width > 640 ? size(640, 480) : asked));
  expect(low).toMatchObject({ id: 'resolutions.low', verdict: 'warn' });
  expect(low?.sentence).toContain('640x480');
  expect(judged((asked) => (asked.width > 640 ? size(1024, 768) : asked))[0]?.id).toBe('resolutions.low');
});

test('one size whatever is asked', () => {
  expect(judged(() => size(1280, 720)).map(({ id }) => id)).toEqual(['resolutions.good', 'resolutions.one-size']);
  expect(judged(() => size(320, 240)).map(({ id }) => id)).toEqual(['resolutions.low', 'resolutions.one-size']);
});

test('refusals count as such, and if there is nothing else nothing is known', () => {
  expect(judged((asked) => (asked.width > 1280 ? undefined : asked))[0]).toMatchObject({
    id: 'resolutions.good',
    evidence: { exact: 3, asked: 4, width: 1280 },
  });
  expect(judged(() => undefined)[0]).toMatchObject({ id: 'resolutions.not-measurable', verdict: 'not-measurable' });
});
