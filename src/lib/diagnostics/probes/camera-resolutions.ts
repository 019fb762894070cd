import { finding, type Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import { abortable, pause, Resources } from '../resources.ts';
import { openDevice } from './open-device.ts';
import { thresholds } from '../../stats/thresholds.ts';

const { leastSize } = thresholds.camera;

/** A size of a picture, in points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What became of asking for one size. */
export interface SizeAnswer {
  readonly asked: Size;
  /** The size of the pictures that came then; absent if the camera refused. */
  readonly got?: Size;
  /** Whether the browser made the size out of another one; absent where it does not say. */
  readonly scaled?: boolean;
}

/** All that was learned of the sizes of a camera. */
export interface CameraSizes {
  readonly answers: readonly SizeAnswer[];
  /** The largest that the camera says it has; absent where the browser does not say. */
  readonly most?: Size;
  readonly label: string;
}

/** Judges which sizes a camera has. */
export function judgeSizes({ answers, most, label }: CameraSizes): Finding[] {
  const got = answers.flatMap((answer) => (answer.got ? [answer.got] : []));
  const largest = [...got].sort((a, b) => pointsOf(b) - pointsOf(a))[0];
  if (!largest) return [finding('resolutions.not-measurable', { label, asked: answers.length })];
  const sizes = [...new Set(got.map(nameOf))];
  const evidence = {
    ...largest,
    exact: answers.filter((answer) => answer.got && nameOf(answer.got) === nameOf(answer.asked)).length,
    asked: answers.length,
    sizes,
    capabilityWidth: most?.width ?? null,
    capabilityHeight: most?.height ?? null,
    label,
  };
  // A phone held upright gives the same sizes, lying on their side.
  const isLow =
    Math.max(largest.width, largest.height) < leastSize.width ||
    Math.min(largest.width, largest.height) < leastSize.height;
  return [
    isLow ? finding('resolutions.low', evidence) : finding('resolutions.good', evidence),
    ...(sizes.length === 1 ? [finding('resolutions.one-size', evidence)] : []),
  ];
}

const pointsOf = ({ width, height }: Size) => width * height;
const nameOf = ({ width, height }: Size) => `${width}x${height}`;

/** The usual sizes, from the smallest that a call falls back to, to 4K. */
const sizes: readonly Size[] = [
  { width: 160, height: 120 },
  { width: 320, height: 240 },
  { width: 640, height: 360 },
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
  { width: 3840, height: 2160 },
];
/** How long the pictures may take to come in their new size. */
const settleMs = 400;

/** Asks one running camera for one size after another, and looks at what comes. */
export const cameraResolutions: Probe = {
  id: 'camera-resolutions',
  title: 'Camera sizes',
  group: 'camera',
  load: 'heavy',
  after: ['camera-capture'],
  timeoutMs: 20_000,
  async *run(context) {
    if (context.learned.camera === 'failed') {
      yield finding('resolutions.not-tried');
      return;
    }
    const { signal } = context;
    const resources = new Resources(signal);
    try {
      const opened = await openDevice('camera', {}, context, resources);
      if (!opened.stream) {
        yield opened.failure;
        return;
      }
      const { stream, track } = opened;
      const video = resources.add(document.createElement('video'), (one) => (one.srcObject = null));
      video.muted = true;
      video.playsInline = true;
      video.srcObject = stream;
      video.play().catch(() => undefined); // without pictures, the track's own word is taken
      const answers: SizeAnswer[] = [];
      for (const asked of sizes) {
        context.say(`Asking the camera for ${nameOf(asked)}.`);
        answers.push({ asked, ...(await ask(track, video, asked, signal)) });
        context.show({
          kind: 'table',
          key: 'sizes',
          caption: 'What was asked of the camera, and what came',
          columns: ['Asked', 'Got', 'How'],
          rows: answers.map(({ asked, got, scaled }) => [nameOf(asked), got ? nameOf(got) : 'refused', howOf(scaled)]),
        });
        context.show({
          kind: 'bars',
          key: 'points',
          caption: 'The sizes that the camera gave, in megapixels',
          bars: barsOf(answers),
        });
      }
      const { width, height } = track.getCapabilities?.() ?? {};
      const most = width?.max && height?.max ? { most: { width: width.max, height: height.max } } : {};
      yield* judgeSizes({ answers, ...most, label: track.label });
    } finally {
      resources.close();
    }
  },
};

const howOf = (scaled: boolean | undefined) =>
  scaled === undefined ? undefined : scaled ? 'made smaller by the browser' : 'by the camera itself';

/** A bar for each size that came, the smallest first. */
function barsOf(answers: readonly SizeAnswer[]) {
  const got = new Map(answers.flatMap(({ got }) => (got ? [[nameOf(got), pointsOf(got) / 1e6] as const] : [])));
  return [...got]
    .sort(([, a], [, b]) => a - b)
    .map(([label, value]) => ({ label, value, text: `${value.toFixed(value < 1 ? 2 : 1)} megapixels` }));
}

/** Asks for one size, and waits for a picture of it: what a track says of itself is not true everywhere. */
async function ask(
  track: MediaStreamTrack,
  video: HTMLVideoElement,
  { width, height }: Size,
  signal: AbortSignal,
): Promise<Omit<SizeAnswer, 'asked'>> {
  try {
    await abortable(track.applyConstraints({ width: { ideal: width }, height: { ideal: height } }), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return {}; // an OverconstrainedError, or a device that fails at this size: not to be had either way
  }
  const { resizeMode, ...settings } = track.getSettings() as MediaTrackSettings & { resizeMode?: string };
  await pictureOf(video, { width, height }, settings, signal);
  const got = { width: video.videoWidth || (settings.width ?? 0), height: video.videoHeight || (settings.height ?? 0) };
  if (got.width === 0 || got.height === 0) return {};
  return { got, ...(resizeMode === undefined ? {} : { scaled: resizeMode === 'crop-and-scale' }) };
}

/** Waits until pictures come as asked or as the track now says, or for {@link settleMs}. */
async function pictureOf(video: HTMLVideoElement, asked: Size, settings: MediaTrackSettings, signal: AbortSignal) {
  const began = performance.now();
  while (performance.now() - began < settleMs) {
    const now = { width: video.videoWidth, height: video.videoHeight };
    if (nameOf(now) === nameOf(asked)) return;
    if (now.width === settings.width && now.height === settings.height && performance.now() - began > settleMs / 2)
      return;
    await pause(20, signal);
  }
}
