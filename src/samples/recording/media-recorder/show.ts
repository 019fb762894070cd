/** Shows time, size, chunks and type of a recording while it grows. */
export function showFigures(recorder: MediaRecorder) {
  let bytes = 0;
  let chunks = 0;
  let recordedMs = 0;
  let lookedAtMs = performance.now();
  const look = () => {
    const nowMs = performance.now();
    if (recorder.state === 'recording') recordedMs += nowMs - lookedAtMs;
    lookedAtMs = nowMs;
    show('time', `${(recordedMs / 1000).toFixed(1)} s`);
    show('size', `${bytes} bytes`);
    show('chunks', String(chunks));
    show('recorded-type', recorder.mimeType || 'not known before the first chunk');
  };
  look();
  const timer = setInterval(look, 200);
  return {
    add: ({ size }: Blob) => {
      bytes += size;
      chunks += 1;
      look();
    },
    end: () => {
      clearInterval(timer);
      look();
    },
  };
}

/**
 * A recording that was written chunk by chunk does not say how long it is, since nobody knew when it began. Once a player has
 * been sent far beyond the end, it knows, and can go anywhere. Answers whether it could: some files can be kept, not played.
 */
export async function makeSeekable(video: HTMLVideoElement): Promise<boolean> {
  if (!(await happens(video, 'loadedmetadata'))) return false;
  if (Number.isFinite(video.duration)) return true;
  const known = happens(video, 'durationchange');
  video.currentTime = Number.MAX_SAFE_INTEGER;
  if (!(await known)) return false;
  video.currentTime = 0;
  return true;
}

function happens(video: HTMLVideoElement, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    video.addEventListener(name, () => resolve(true), { once: true });
    video.addEventListener('error', () => resolve(false), { once: true });
  });
}

function show(id: string, text: string) {
  document.querySelector(`#${id}`)!.textContent = text;
}
