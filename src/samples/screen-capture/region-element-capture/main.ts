// Whoever shares this tab need not share all of it. cropTo keeps what is seen inside an element's box, and so whatever lies in front
// of it, too. restrictTo keeps the element itself, painted as if it were alone. The track stays the same one all the time.
import { isSilent, showSizes } from './figures.js';
import { ended, notATab, sentences, whyNoTab, whyNotLimited } from './sentences.js';

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const whats = document.querySelectorAll<HTMLInputElement>('[name=what]');
const which = document.querySelector<HTMLSelectElement>('#which')!;
const coverBox = document.querySelector<HTMLInputElement>('#cover')!;
const front = document.querySelector<HTMLElement>('#front')!;
const clocks = document.querySelectorAll('time');
const picture = document.querySelector<HTMLVideoElement>('#picture')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let session: AbortController | undefined; // from Start to Stop

async function start() {
  const { signal } = (session = new AbortController());
  update('Waiting for your permission to share this tab.');
  try {
    // The person is not shown a list of everything, but asked about this very tab. They may still choose another.
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, preferCurrentTab: true });
    const end = () => stream.getTracks().forEach((one) => one.stop());
    if (signal.aborted) return end(); // Stop was pressed meanwhile
    signal.addEventListener('abort', end);
    const [video] = stream.getVideoTracks() as [MediaStreamTrack];
    video.addEventListener('ended', () => stop(ended), { signal });
    // Only the track of a tab can be limited to a part of it: a window or a screen knows nothing of this page's elements.
    if (!isOfTab(video)) return stop(notATab);
    picture.srcObject = stream;
    // Told to, it goes on while it is out of sight. It rejects only if Stop comes first.
    picture.play().catch(() => undefined);
    showSizes(picture, () => (what() === 'tab' ? undefined : element()), signal);
    tick(signal);
    follow(video, signal);
  } catch (error) {
    if (!signal.aborted) stop(whyNoTab(error));
  }
}

// #region limit
/** Limits what a track shows of this tab, from its next picture on. */
async function limit(track: BrowserCaptureMediaStreamTrack, part: string, shown: HTMLElement) {
  // A target is a name for an element that can be handed on: a page in a frame can let the page around it crop to its element.
  if (part === 'crop') {
    const target = await CropTarget.fromElement(shown);
    await track.cropTo(target);
    // A capture that has just begun says yes, and at times then gives no picture at all until it is asked once more.
    if (await isSilent(picture)) await track.cropTo(target);
    return;
  }
  if (part === 'restrict') return track.restrictTo(await RestrictionTarget.fromElement(shown));
  await track.cropTo(null);
  await track.restrictTo(null);
}
// #endregion

/** Makes a track follow the controls until the signal. */
function follow(track: BrowserCaptureMediaStreamTrack, signal: AbortSignal) {
  let applied = '';
  let busy = false;
  const apply = async () => {
    if (busy) return; // the loop below will see it
    busy = true;
    while (!signal.aborted && wish() !== applied) {
      applied = wish();
      const part = what();
      const sentence = await limit(track, part, element()).then(() => sentences[part]!, whyNotLimited);
      if (!signal.aborted) update(sentence);
    }
    busy = false;
  };
  for (const control of [...whats, which]) control.addEventListener('change', () => void apply(), { signal });
  void apply();
}

/** A page that stands still gives no pictures. So a clock ticks in each area until the signal. */
function tick(signal: AbortSignal) {
  const timer = setInterval(() => {
    for (const clock of clocks) clock.textContent = new Date().toISOString().slice(11, 21);
  }, 100);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Whether a track can be limited at all. */
const isOfTab = (track: MediaStreamTrack): track is BrowserCaptureMediaStreamTrack => 'cropTo' in track;
const what = () => [...whats].find(({ checked }) => checked)!.value;
const element = () => document.querySelector<HTMLElement>(`#${which.value}`)!;
const wish = () => `${what()} ${which.value}`;

function stop(sentence = 'Stopped. Press Start to share again.') {
  session?.abort();
  session = undefined;
  picture.srcObject = null;
  update(sentence);
}

/** Shows a sentence and which buttons make sense now. The other controls always do. */
function update(sentence: string) {
  status.textContent = sentence;
  startButton.disabled = session !== undefined;
  stopButton.disabled = session === undefined;
}

function cover() {
  front.hidden = !coverBox.checked;
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', () => stop());
coverBox.addEventListener('change', cover);
addEventListener('pagehide', () => stop());
cover();
update('Press Start, and allow this tab to be shared.');
