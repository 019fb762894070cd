import { asAsked, verdictOn, wordsFor, type Size } from './sizes.js';

const factsBody = document.querySelector<HTMLTableSectionElement>('#facts')!;

/** Shows what was asked, what the track says of itself, and what really is on the page. */
export function showFacts(asked: Size, track: MediaStreamTrack | undefined, video: HTMLVideoElement) {
  factsBody.replaceChildren();
  if (!track || video.videoWidth === 0) return;
  const settings: MediaTrackSettings & { resizeMode?: string } = track.getSettings();
  const verdict = verdictOn(asked, video);
  const rows = [
    ['Asked for', wordsFor(asked)],
    ['The track says', `${settings.width ?? '?'} × ${settings.height ?? '?'}`],
    ['The picture is', `${video.videoWidth} × ${video.videoHeight}, ${verdict}`],
    ['Aspect ratio', (video.videoWidth / video.videoHeight).toFixed(3)],
    ['Frames per second', settings.frameRate === undefined ? 'not told' : settings.frameRate.toFixed(0)],
    ['resizeMode', settings.resizeMode ?? 'not told'],
  ] as const;
  for (const [name, text] of rows) {
    const row = factsBody.insertRow();
    row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
    const cell = Object.assign(row.insertCell(), { textContent: text });
    cell.classList.toggle('warning', name === 'The picture is' && verdict !== asAsked);
  }
}
