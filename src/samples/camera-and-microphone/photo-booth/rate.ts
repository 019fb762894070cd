/** Counts: each call is one picture, at a time in milliseconds, and gives the pictures a second over the last ones. */
export function countRate(pictures = 30): (nowMs: number) => number {
  const times: number[] = [];
  return (nowMs) => {
    times.push(nowMs);
    if (times.length > pictures) times.shift();
    const lasted = nowMs - times[0]!;
    return lasted > 0 ? (1000 * (times.length - 1)) / lasted : 0;
  };
}

/** What comes, in words: the size, and the rate beside what the camera promises. */
export function inWords({ videoWidth, videoHeight }: HTMLVideoElement, perSecond: number, track: MediaStreamTrack) {
  const { frameRate } = track.getSettings();
  const promised = frameRate ? ` (the camera promises ${Math.round(frameRate)})` : '';
  return `${videoWidth} × ${videoHeight}, ${perSecond.toFixed(1)} pictures a second${promised}`;
}
