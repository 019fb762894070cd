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
      const video = resources.add(document.createElement('video'), (one) => (one.srcObject = null));
      video.muted = true;
      video.playsInline = true;
      let { track } = opened;
      const see = (stream: MediaStream) => {
        video.srcObject = stream;
        video.play().catch(() => undefined); // without pictures, the track's own word is taken
      };
      see(opened.stream);
      const { width: widths, height: heights } = track.getCapabilities?.() ?? {};
      const most = widths?.max && heights?.max ? { width: widths.max, height: heights.max } : undefined;
      const answers: SizeAnswer[] = [];
      for (const asked of sizes) {
        context.say(`Asking the camera for ${nameOf(asked)}.`);
        const before = sizeOf(video, track);
        let answer = await ask(track, video, asked, signal);
        // Some tracks promise a size and keep the one they have. Opened anew beside them, which asks nobody, they may give it.
        if (answer.got && isIgnored(asked, before, answer.got, most)) {
          const again = await openDevice('camera', idealOf(asked), context, resources);
          if (again.stream) {
            track.stop();
            track = again.track;
            see(again.stream);
            answer = await ask(track, video, asked, signal);
          }
        }
        answers.push({ asked, ...answer });
        context.show({
          kind: 'table',
          key: 'sizes',
          caption: 'What was asked of the camera, and what came',
          columns: ['Asked', 'Got', 'How'],
          rows: rowsOf(answers),
        });
        context.show({
          kind: 'bars',
          key: 'points',
          caption: 'The sizes that the camera gave, in megapixels',
          bars: barsOf(answers),
        });
      }
      yield* judgeSizes({ answers, ...(most ? { most } : {}), label: track.label });
    } finally {
      resources.close();
    }
  },
};

function rowsOf(answers: readonly SizeAnswer[]) {
  // Where the browser calls everything scaled, it only means that it may.
  const isTold = answers.some(({ scaled }) => scaled === false);
  const howOf = (scaled: boolean | undefined) => (scaled ? 'made smaller by the browser' : 'by the camera itself');
  return answers.map(({ asked, got, scaled }) => [
    nameOf(asked),
    got ? nameOf(got) : 'refused',
    got && isTold ? howOf(scaled) : undefined,
  ]);
}

/** A bar for each size that came, the smallest first. */
function barsOf(answers: readonly SizeAnswer[]) {
  const got = new Map(answers.flatMap(({ got }) => (got ? [[nameOf(got), pointsOf(got) / 1e6] as const] : [])));
  return [...got]
    .sort(([, a], [, b]) => a - b)
    .map(([label, value]) => ({ label, value, text: `${value.toFixed(value < 1 ? 2 : 1)} megapixels` }));
}

const idealOf = ({ width, height }: Size) => ({ width: { ideal: width }, height: { ideal: height } });

/** The size of the pictures, or what the track says while there are none; 0 if neither is known. */
function sizeOf(video: HTMLVideoElement, track: MediaStreamTrack): Size {
  const { width = 0, height = 0 } = track.getSettings();
  return { width: video.videoWidth || width, height: video.videoHeight || height };
}

/** Whether a size that the camera promises to have made no difference. */
function isIgnored(asked: Size, before: Size, got: Size, most: Size | undefined): boolean {
  const isPromised = most !== undefined && asked.width <= most.width && asked.height <= most.height;
  return isPromised && nameOf(got) === nameOf(before) && nameOf(got) !== nameOf(asked);
}

/** Asks for one size, and waits for a picture of it: what a track says of itself is not true everywhere. */
async function ask(
  track: MediaStreamTrack,
  video: HTMLVideoElement,
  asked: Size,
  signal: AbortSignal,
): Promise<Omit<SizeAnswer, 'asked'>> {
  try {
    await abortable(track.applyConstraints(idealOf(asked)), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return {}; // an OverconstrainedError, or a device that fails at this size: not to be had either way
  }
  const { resizeMode, ...settings } = track.getSettings() as MediaTrackSettings & { resizeMode?: string };
  await pictureOf(video, asked, settings, signal);
  const got = sizeOf(video, track);
  if (pointsOf(got) === 0) return {};
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
