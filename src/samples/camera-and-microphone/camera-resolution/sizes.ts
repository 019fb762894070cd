/** A size that a page may ask for, in points. */
export interface Size {
  readonly name: string;
  readonly width: number;
  /** Without a height, whichever the browser gives. */
  readonly height?: number;
}

/** The sizes of this sample, from small to large. */
export const sizes: readonly Size[] = [
  { name: '160x120', width: 160, height: 120 },
  { name: '180p', width: 320, height: 180 },
  { name: 'QVGA', width: 320, height: 240 },
  { name: '360p', width: 640, height: 360 },
  { name: 'VGA', width: 640, height: 480 },
  { name: '720p', width: 1280, height: 720 },
  { name: '1080p', width: 1920, height: 1080 },
  { name: '4K UHD', width: 3840, height: 2160 },
  { name: 'Cinema 4K', width: 4096, height: 2160 },
  { name: '8K', width: 7680, height: 4320 },
];

/** A size in words. */
export function wordsFor({ width, height }: Size): string {
  return `${width} × ${height ?? 'any height'}`;
}

/**
 * Waits until a video shows pictures of a size. The promise of `applyConstraints` may come before the first of them, and some
 * pictures never come: a wish may not be met, so after two seconds it is as it is.
 */
export function sizeArrives(video: HTMLVideoElement, size: Size, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (verdictOn(size, video) === asAsked) end();
    };
    const end = () => {
      clearTimeout(limit);
      video.removeEventListener('resize', look);
      resolve();
    };
    const limit = setTimeout(end, 2000);
    video.addEventListener('resize', look);
    signal.addEventListener('abort', end);
    look();
  });
}

export const asAsked = 'as asked';

/** What is shown, beside what was asked for. */
export function verdictOn({ width, height }: Size, { videoWidth, videoHeight }: HTMLVideoElement): string {
  if (videoWidth === width && (height === undefined || videoHeight === height)) return asAsked;
  // A phone that is held upright turns the picture, and the settings of the track stay as they were.
  return videoWidth === height && videoHeight === width ? 'turned upright' : 'not as asked';
}

/** The size of what is shown, in words, with a warning if it is not what was asked for: a promise may be kept in part. */
export function shownSize(size: Size, video: HTMLVideoElement): string {
  const verdict = verdictOn(size, video);
  return `${video.videoWidth} × ${video.videoHeight}${verdict === asAsked ? '' : `, ${verdict}`}`;
}
