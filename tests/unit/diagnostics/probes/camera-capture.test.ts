import { expect, test } from 'vitest';
import { judgeCamera, type CameraCapture, type Frame } from '../../../../src/lib/diagnostics/probes/camera-capture.ts';

// Recorded figures: Chromium's fake camera gave a mean luma of 101.7 and a variance of 458 at 20 frames a second.
const frame = (index: number, more: Partial<Frame> = {}): Frame => ({
  atMs: 51 + index * 50,
  presented: index + 1,
  meanLuma: 101.7,
  variance: 458,
  hash: index,
  ...more,
});
const frames = (count: number, more: (index: number) => Partial<Frame> = () => ({})) =>
  Array.from({ length: count }, (_, index) => frame(index, more(index)));

const usual: CameraCapture = {
  asked: { width: 1280, height: 720, frameRate: 30 },
  got: { width: 1280, height: 720, frameRate: 20 },
  label: 'Integrated Webcam',
  frames: frames(50),
  durationMs: 2563,
  mutedAtStart: false,
  muted: false,
  ended: false,
  hidden: false,
};
const judged = (more: Partial<CameraCapture>) => judgeCamera({ ...usual, ...more });
const ids = (more: Partial<CameraCapture>) => judged(more).map(({ id }) => id);

test('a camera with changing pictures is good, and the sentence has its figures', () => {
  const [good, ...more] = judgeCamera(usual);
  expect(more).toEqual([]);
  expect(good).toMatchObject({ id: 'camera.good', verdict: 'pass' });
  expect(good?.sentence).toContain('1280x720 at 20 frames a second');
  expect(good?.sentence).toContain('51 milliseconds');
  expect(good?.evidence).toMatchObject({ fps: 20, promisedFps: 20, frames: 50, label: 'Integrated Webcam' });
});

test('black pictures without noise are black; with noise it is dark', () => {
  expect(ids({ frames: frames(50, () => ({ meanLuma: 0, variance: 0, hash: 7 })) })).toEqual(['camera.black']);
  expect(ids({ frames: frames(50, () => ({ meanLuma: 15.9, variance: 3.9 })) })).toEqual(['camera.black']);
  expect(ids({ frames: frames(50, () => ({ meanLuma: 15.9, variance: 4 })) })).toEqual(['camera.dark']);
  expect(ids({ frames: frames(50, () => ({ meanLuma: 16, variance: 3 })) })).toEqual(['camera.good']);
  expect(judged({ frames: frames(50, () => ({ meanLuma: 9.34, variance: 20 })) })[0]?.sentence).toContain('9.3 of 255');
});

test('a black beginning does not count, and neither do fewer than ten pictures', () => {
  expect(ids({ frames: frames(50, (index) => (index < 40 ? { meanLuma: 0, variance: 0 } : {})) })).toEqual([
    'camera.good',
  ]);
  const few = frames(9, (index) => ({ meanLuma: 0, variance: 0, atMs: 50 + index * 60 }));
  expect(ids({ frames: few, durationMs: 600 })).toEqual(['camera.good']);
});

test('the same picture again and again is frozen, and so are pictures that stop', () => {
  const [same] = judged({ frames: frames(50, () => ({ hash: 7 })) });
  expect(same).toMatchObject({ id: 'camera.frozen', verdict: 'fail' });
  expect(same?.sentence).toContain('50 in a row were exactly the same');
  const [stopped, ...more] = judged({ frames: frames(12) });
  expect(stopped?.id).toBe('camera.frozen');
  expect(stopped?.sentence).toContain('no new one came for 2.0 seconds');
  expect(more).toEqual([]);
  // A stop in the middle counts too.
  const [held] = judged({ frames: frames(50, (index) => (index < 10 ? {} : { atMs: 51 + index * 25 + 1300 })) });
  expect(held?.id).toBe('camera.frozen');
  expect(ids({ frames: frames(50, (index) => (index === 3 ? { hash: 8 } : { hash: 7 })) })).toEqual(['camera.good']);
});

test('a gap of exactly the limit is none', () => {
  const two = [frame(0), frame(1, { atMs: 1051, presented: 30 })];
  expect(ids({ frames: two, durationMs: 2051 })).toEqual(['camera.good']);
  expect(ids({ frames: two, durationMs: 2052 })).toEqual(['camera.frozen']);
});

test('fewer than half of the frames that were asked for is slow; the limit itself is not', () => {
  const at = (fps: number) => frames(Math.floor(fps * 2.5), (index) => ({ atMs: 51 + (index * 1000) / fps }));
  expect(ids({ frames: at(5) })).toEqual(['camera.low-fps']);
  expect(judged({ frames: at(5) })[0]?.sentence).toContain('only 5 frames a second; 30 were asked for');
  expect(ids({ frames: at(14) })).toEqual(['camera.low-fps']);
  expect(ids({ frames: at(14.97) })).toEqual(['camera.good']);
});

test('pictures that the page was too busy to look at count for the rate', () => {
  const missed = frames(10, (index) => ({ atMs: 51 + index * 250, presented: index * 8 + 1 }));
  expect(judged({ frames: missed })[0]).toMatchObject({ id: 'camera.good', evidence: { fps: 32 } });
});

test('no picture at all', () => {
  const [none] = judged({ frames: [], got: { width: 0, height: 0 }, durationMs: 8003 });
  expect(none).toMatchObject({ id: 'camera.no-frames', verdict: 'fail' });
  expect(none?.sentence).toContain('within 8 seconds');
});

test('muted and ended say more than the pictures', () => {
  expect(ids({ muted: true, frames: [] })).toEqual(['camera.muted']);
  expect(ids({ muted: true, frames: frames(50, () => ({ meanLuma: 0, variance: 0 })) })).toEqual(['camera.muted']);
  expect(ids({ ended: true, muted: true })).toEqual(['camera.ended']);
  expect(judged({ mutedAtStart: true })[0]).toMatchObject({ id: 'camera.good', evidence: { mutedAtStart: true } });
});

test('a page out of sight says nothing about the camera', () => {
  const [hidden] = judged({ hidden: true, frames: [] });
  expect(hidden).toMatchObject({ id: 'camera.not-measurable', verdict: 'not-measurable' });
  expect(hidden?.sentence).toContain('out of sight');
});

test('another size is worth knowing, and no fault; turned on its side it is the same', () => {
  expect(ids({ got: { width: 640, height: 480 } })).toEqual(['camera.good', 'camera.size-differs']);
  expect(ids({ got: { width: 720, height: 1280 } })).toEqual(['camera.good']);
});

test('a late first picture is slow to start', () => {
  const late = frames(50, (index) => ({ atMs: 3100 + index * 50 }));
  const [slow] = judged({ frames: late, durationMs: 5600 });
  expect(slow).toMatchObject({ id: 'camera.slow-start', verdict: 'warn' });
  expect(slow?.sentence).toContain('after 3.1 seconds');
});

test.for([
  'OBS Virtual Camera',
  'Snap Camera',
  'ManyCam Virtual Webcam',
  'mmhmm Camera',
  'Dummy video device (0x0000)',
  'v4l2loopback',
  'Camera (NVIDIA Broadcast)',
  'DroidCam Source 3',
])('%s is a program', (label) => {
  const findings = judged({ label });
  expect(findings.map(({ id }) => id)).toEqual(['camera.good', 'camera.virtual']);
  expect(findings[1]?.sentence).toContain(label);
});

test.for(['FaceTime HD Camera', 'HD Pro Webcam C920', 'Jobs Camera', 'fake_device_0', ''])('“%s” is not', (label) => {
  expect(ids({ label })).toEqual(['camera.good']);
});
