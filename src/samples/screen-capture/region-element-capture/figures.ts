const asked = document.querySelector<HTMLElement>('#asked')!;
const got = document.querySelector<HTMLElement>('#got')!;

/** Shows the size of the element beside the size of the picture, until the signal, and says so when no pictures come. */
export function showSizes(video: HTMLVideoElement, element: () => HTMLElement | undefined, signal: AbortSignal) {
  let frames = 0;
  let stands = false;
  const show = () => {
    const { width, height } = element()?.getBoundingClientRect() ?? { width: 0, height: 0 };
    // A capture has the points of the screen, of which a pixel of the page may have several.
    const wanted = [width, height].map((length) => Math.round(length * devicePixelRatio)).join(' × ');
    const size = `${video.videoWidth} × ${video.videoHeight}`;
    asked.textContent = width > 0 ? wanted : 'the whole tab';
    got.textContent = stands ? `${size}, and no new one comes: is the element out of sight?` : size;
    got.className = stands || (width > 0 && size !== wanted) ? 'warning' : '';
  };
  const count = () => {
    const { totalVideoFrames } = video.getVideoPlaybackQuality();
    stands = totalVideoFrames === frames;
    frames = totalVideoFrames;
    show();
  };
  const timer = setInterval(count, 1000);
  video.addEventListener('resize', show, { signal });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    asked.textContent = got.textContent = '–';
    got.className = '';
  });
}

/** Whether a video gets no picture within a second. The first may have been under way before, so it takes two. */
export function isSilent(video: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), 1000);
    video.requestVideoFrameCallback(() => video.requestVideoFrameCallback(() => resolve(false)));
  });
}
