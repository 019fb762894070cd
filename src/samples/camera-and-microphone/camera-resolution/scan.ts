import { asAsked, sizes, verdictOn, wordsFor, type Size } from './sizes.js';

const scanBody = document.querySelector<HTMLTableSectionElement>('#scan-rows')!;
const progress = document.querySelector<HTMLProgressElement>('#progress')!;

/** Asks for every size in turn, and writes a row for each: what came, or the error and the constraint that it names. */
export async function scanSizes(
  request: (size: Size) => Promise<void>,
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  signal: AbortSignal,
) {
  scanBody.replaceChildren();
  progress.hidden = false;
  for (const [number, size] of sizes.entries()) {
    progress.value = number;
    const failure = await request(size).then(() => '', shortly);
    if (signal.aborted) break;
    const row = scanBody.insertRow();
    row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: size.name }));
    const verdict = failure || verdictOn(size, video);
    const came = failure ? ['–', '–'] : [`${video.videoWidth} × ${video.videoHeight}`, rateOf(track)];
    for (const text of [wordsFor(size), ...came, verdict]) row.insertCell().textContent = text;
    row.cells[4]!.classList.toggle('warning', verdict !== asAsked);
  }
  progress.hidden = true;
}

function rateOf(track: MediaStreamTrack): string {
  return track.getSettings().frameRate?.toFixed(0) ?? 'not told';
}

function shortly(error: unknown): string {
  if (!(error instanceof Error)) return 'an error without a name';
  return error.name === 'OverconstrainedError'
    ? `${error.name} ${(error as OverconstrainedError).constraint}`
    : error.name;
}
