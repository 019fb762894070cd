import { finding, type Evidence, type Finding } from '../finding.ts';
import { lookAt, type Look } from '../luma.ts';
import type { Probe } from '../probe.ts';
import { abortable, Resources } from '../resources.ts';
import { openDevice } from './open-device.ts';
import { thresholds } from '../../stats/thresholds.ts';

/** One picture of the camera, as it came. */
export interface Frame extends Look {
  /** Since the camera was opened. */
  readonly atMs: number;
  /** How many the browser has shown until now: more than were looked at when the page was busy. */
  readonly presented: number;
}

/** Everything that was seen of a camera. */
export interface CameraCapture {
  readonly asked: { readonly width: number; readonly height: number; readonly frameRate: number };
  /** The size of the pictures, 0 before the first; and the rate that the track promises, where the browser tells. */
  readonly got: { readonly width: number; readonly height: number; readonly frameRate?: number };
  readonly label: string;
  readonly frames: readonly Frame[];
  /** From the opening to the end of the watching. */
  readonly durationMs: number;
  /** Whether the track said that nothing comes from its device: at the opening, and at the end. */
  readonly mutedAtStart: boolean;
  readonly muted: boolean;
  readonly ended: boolean;
  /** Whether the page was out of sight meanwhile: browsers then show no pictures, so nothing can be said of them. */
  readonly hidden: boolean;
}

// Programs and phones that pose as a camera, by the names they go by.
const virtualCamera =
  /virtual|\bobs\b|manycam|snap camera|xsplit|mmhmm|nvidia broadcast|droidcam|epoccam|iriun|\bcamo\b|loopback|dummy video/i;

/** Judges a camera by its pictures. */
export function judgeCamera(seen: CameraCapture): Finding[] {
  const { asked, got, label, frames, durationMs } = seen;
  const [first, last] = [frames[0], frames.at(-1)];
  const facts = {
    askedWidth: asked.width,
    askedHeight: asked.height,
    askedFps: asked.frameRate,
    width: got.width,
    height: got.height,
    promisedFps: got.frameRate ?? null,
    frames: frames.length,
    watchedMs: Math.round(durationMs),
    mutedAtStart: seen.mutedAtStart,
    label,
  };
  const virtual = virtualCamera.test(label) ? [finding('camera.virtual', facts)] : [];
  if (seen.ended) return [finding('camera.ended', facts), ...virtual];
  if (seen.muted) return [finding('camera.muted', facts), ...virtual];
  if (seen.hidden) return [finding('camera.not-measurable', { ...facts, reason: 'the page was out of sight' })];
  if (!first || !last) return [finding('camera.no-frames', { ...facts, waitedS: durationMs / 1000 }), ...virtual];

  const fps = rateOf(first, last);
  const evidence = {
    ...facts,
    fps: tenths(fps),
    firstFrameMs: Math.round(first.atMs),
    firstFrameS: tenths(first.atMs / 1000),
    meanLuma: tenths(last.meanLuma),
    variance: tenths(last.variance),
    longestGapMs: Math.round(longestGapMs(frames, durationMs)),
  };
  const findings = [...judgePictures(frames, evidence), ...virtual];
  // A rate just under the limit, by one late picture, is that limit. And a camera that stopped has no rate.
  const least = asked.frameRate * thresholds.camera.leastRateShare;
  if (evidence.longestGapMs <= thresholds.camera.frozenMs && Math.round(fps) < least)
    findings.push(finding('camera.low-fps', evidence));
  if (first.atMs > thresholds.camera.firstFrameMs.good) findings.push(finding('camera.slow-start', evidence));
  if (!isSameSize(got, asked)) findings.push(finding('camera.size-differs', evidence));
  if (findings.every(({ verdict }) => verdict === 'info')) findings.unshift(finding('camera.good', evidence));
  return findings;
}

/** What the pictures themselves show: nothing, hardly anything, or always the same. */
function judgePictures(frames: readonly Frame[], evidence: Evidence & { readonly longestGapMs: number }): Finding[] {
  const { blackMeanLuma, blackVariance, leastFrames, frozenMs } = thresholds.camera;
  // The last ones: many cameras begin with black until they have found their exposure.
  const latest = frames.slice(-leastFrames);
  const isEnough = latest.length === leastFrames;
  if (isEnough && latest.every(({ meanLuma }) => meanLuma < blackMeanLuma))
    return [
      finding(latest.every(({ variance }) => variance < blackVariance) ? 'camera.black' : 'camera.dark', evidence),
    ];
  if (evidence.longestGapMs > frozenMs) {
    const how = `no new one came for ${(evidence.longestGapMs / 1000).toFixed(1)} seconds`;
    return [finding('camera.frozen', { ...evidence, how })];
  }
  if (isEnough && new Set(frames.map(({ hash }) => hash)).size === 1)
    return [finding('camera.frozen', { ...evidence, how: `${frames.length} in a row were exactly the same` })];
  return [];
}

/** Pictures a second between two of them. */
function rateOf(first: Frame, last: Frame): number {
  return last.atMs > first.atMs ? ((last.presented - first.presented) / (last.atMs - first.atMs)) * 1000 : 0;
}

/** The longest time without a new picture after the first one; the time until the end of the watching counts too. */
function longestGapMs(frames: readonly Frame[], endMs: number): number {
  const times = [...frames.map(({ atMs }) => atMs), endMs];
  return Math.max(0, ...times.slice(1).map((atMs, index) => atMs - times[index]!));
}

/** A phone held upright gives the same size, lying on its side. */
const isSameSize = (a: { width: number; height: number }, b: { width: number; height: number }) =>
  Math.max(a.width, a.height) === Math.max(b.width, b.height) &&
  Math.min(a.width, a.height) === Math.min(b.width, b.height);

const tenths = (value: number) => Math.round(value * 10) / 10;

/** What a page asks for when it wants a usual call. */
const asked = { width: 1280, height: 720, frameRate: 30 } as const;
/** How long pictures are watched, from the first one on. */
const watchMs = 2500;

/** Opens the camera as a call does, and watches its pictures for some seconds. */
export const cameraCapture: Probe = {
  id: 'camera-capture',
  title: 'Camera',
  group: 'camera',
  load: 'heavy',
  after: ['environment', 'permissions'],
  timeoutMs: 15_000,
  async *run(context) {
    if (context.learned.camera === 'failed') {
      yield finding('camera.not-tried');
      return;
    }
    const resources = new Resources(context.signal);
    try {
      context.say('Opening the camera.');
      const opened = await openDevice(
        'camera',
        {
          width: { ideal: asked.width },
          height: { ideal: asked.height },
          frameRate: { ideal: asked.frameRate },
        },
        context,
        resources,
      );
      if (!opened.stream) {
        yield opened.failure;
        return;
      }
      context.show({ kind: 'stream', key: 'preview', label: 'Your camera', stream: opened.stream });
      if (!('requestVideoFrameCallback' in HTMLVideoElement.prototype)) {
        yield finding('camera.not-measurable', { reason: 'this browser does not tell when a picture comes' });
        return;
      }
      context.say('Watching the pictures of the camera.');
      yield* judgeCamera(await watch(opened.track, opened.stream, context.signal, resources));
    } finally {
      resources.close();
    }
  },
};

/** Looks at every picture of a track until it has been watched for long enough, has ended, or no first picture came in time. */
async function watch(
  track: MediaStreamTrack,
  stream: MediaStream,
  signal: AbortSignal,
  resources: Resources,
): Promise<CameraCapture> {
  const openedAt = performance.now();
  const mutedAtStart = track.muted;
  const frames: Frame[] = [];
  let hidden = document.hidden;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = looker();
  const video = document.createElement('video');
  // Whatever happens, the page is not to make a sound by it, and must not open a player of its own on a phone.
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const listening = new AbortController();
  resources.add(video, () => {
    listening.abort();
    clearTimeout(timer);
    video.srcObject = null;
  });

  const over = new Promise<void>((resolve) => {
    track.addEventListener('ended', () => resolve(), { signal: listening.signal });
    document.addEventListener('visibilitychange', () => (hidden = true), { signal: listening.signal });
    timer = setTimeout(resolve, thresholds.camera.firstFrameMs.bad);
    const take: VideoFrameRequestCallback = (now, { presentedFrames }) => {
      if (listening.signal.aborted) return;
      video.requestVideoFrameCallback(take);
      // Chromium at times announces the first picture before it can be drawn: nothing would be seen of it, which is not black.
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
      if (frames.length === 0) {
        clearTimeout(timer);
        timer = setTimeout(resolve, watchMs);
      }
      frames.push({ atMs: now - openedAt, presented: presentedFrames, ...look(video) });
    };
    video.requestVideoFrameCallback(take);
  });
  // A video that is not allowed to play shows no picture, and that is what is judged.
  video.play().catch(() => undefined);
  await abortable(over, signal);

  const { frameRate } = track.getSettings();
  return {
    asked,
    got: { width: video.videoWidth, height: video.videoHeight, ...(frameRate === undefined ? {} : { frameRate }) },
    label: track.label,
    frames,
    durationMs: performance.now() - openedAt,
    mutedAtStart,
    muted: track.muted,
    ended: track.readyState === 'ended',
    hidden,
  };
}

/** Makes the function that looks at a video. It takes single points from all over the picture, unmixed, so that noise stays noise. */
function looker(): (video: HTMLVideoElement) => Look {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 90];
  const picture = canvas.getContext('2d', { willReadFrequently: true })!;
  picture.imageSmoothingEnabled = false;
  return (video) => {
    picture.drawImage(video, 0, 0, canvas.width, canvas.height);
    return lookAt(picture.getImageData(0, 0, canvas.width, canvas.height).data);
  };
}
