/** A face, in parts of the picture: `x` and `y` are its middle, 0 at the left and the top, 1 at the right and the bottom. */
export interface Face {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something that finds a face in a picture. */
export interface Tracker {
  readonly name: string;
  /** How many points the longer side of a picture is to have. */
  readonly side: number;
  /** The largest face, if there is one. */
  find(picture: ImageData): Promise<Face | undefined>;
  close(): void;
}

/** What the worker answers: how far it has come, that it is ready, what it has found, or why it cannot. */
export type Answer =
  | { readonly kind: 'step'; readonly step: number; readonly doing: string }
  | { readonly kind: 'ready'; readonly name: string; readonly side: number }
  | { readonly kind: 'found'; readonly faces: readonly Face[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Opens the tracker of the browser, or else the one of a package. `tell` hears of each of three steps. */
export async function openTracker(signal: AbortSignal, tell: (step: number, doing: string) => void): Promise<Tracker> {
  return (await browserTracker()) ?? (await packageTracker(signal, tell));
}

const largest = (faces: readonly Face[]) => faces.toSorted((one, other) => other.width - one.width)[0];

// #region browser
interface Detector {
  detect(picture: ImageData): Promise<{ readonly boundingBox: DOMRectReadOnly }[]>;
}

/** Shape Detection API: some browsers know the name on every system and can do it on a few, so it is tried once. */
async function browserTracker(): Promise<Tracker | undefined> {
  if (!('FaceDetector' in window)) return undefined;
  try {
    const detector = new (window.FaceDetector as new (options: object) => Detector)({ fastMode: true });
    await detector.detect(new ImageData(32, 32));
    return {
      name: 'FaceDetector of the browser',
      side: 320,
      async find(picture) {
        const found = await detector.detect(picture);
        const face = ({ x, y, width, height }: DOMRectReadOnly): Face => ({
          x: (x + width / 2) / picture.width,
          y: (y + height / 2) / picture.height,
          width: width / picture.width,
          height: height / picture.height,
        });
        return largest(found.map(({ boundingBox }) => face(boundingBox)));
      },
      close: () => undefined,
    };
  } catch {
    return undefined;
  }
}
// #endregion

// #region package
/**
 * A neural network needs a part of a second for a picture, and for the first one more. In a worker it can take its time: the
 * page goes on drawing, and Stop ends it at once. A worker has no import map, so it is told the address of the package.
 */
async function packageTracker(signal: AbortSignal, tell: (step: number, doing: string) => void): Promise<Tracker> {
  const address = import.meta.resolve('@vladmandic/face-api');
  const worker = new Worker(new URL('./tracker-worker.js', import.meta.url), { type: 'module' });

  /** Sends a message, and waits for an answer of a kind. */
  const ask = <Kind extends Answer['kind']>(message: unknown, kind: Kind) =>
    new Promise<Extract<Answer, { kind: Kind }>>((resolve, reject) => {
      worker.onerror = ({ message: reason }) => reject(new Error(reason || 'its worker did not start'));
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.kind === 'step') tell(data.step, data.doing);
        if (data.kind === 'failed') reject(new Error(data.reason));
        if (data.kind === kind) resolve(data as Extract<Answer, { kind: Kind }>);
      };
      worker.postMessage(message);
    });

  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  try {
    const { name, side } = await Promise.race([ask({ address }, 'ready'), aborted]);
    const find = async (picture: ImageData) => largest((await ask({ picture }, 'found')).faces);
    return { name, side, find, close: () => worker.terminate() };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
// #endregion
