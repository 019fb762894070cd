const windowMs = 3000;

/** Counts the frames that an element shows, and writes size and rate into a text. What it gives back ends the measuring. */
export function measureFrameRate(video: HTMLVideoElement, text: HTMLElement): () => void {
  // Frames of the last three seconds: at five frames a second, one second alone could read 4, 5 or 6.
  let frames: { atMs: number; count: number }[] = [];

  // Called once for a new frame. On a busy machine it skips some, but `presentedFrames` counts them all.
  let request = video.requestVideoFrameCallback(function frame(atMs, { presentedFrames }) {
    if (presentedFrames < (frames.at(-1)?.count ?? 0)) frames = []; // a new stream may begin to count at zero
    frames.push({ atMs, count: presentedFrames });
    request = video.requestVideoFrameCallback(frame);
  });

  const timer = setInterval(() => {
    frames = frames.filter(({ atMs }) => performance.now() - atMs < windowMs);
    const [first, last] = [frames[0], frames.at(-1)];
    const rate = first && last && last.atMs > first.atMs ? (last.count - first.count) / (last.atMs - first.atMs) : 0;
    text.textContent = `Measured: ${video.videoWidth} × ${video.videoHeight}, ${(rate * 1000).toFixed(1)} frames per second.`;
  }, 500);

  return () => {
    clearInterval(timer);
    video.cancelVideoFrameCallback(request);
  };
}
