// A page asks for devices in one call, the person answers, and a yes is a stream: a set of tracks, one for the camera
// and one for the microphone. Whoever shows, records or sends the stream takes these same tracks.
import { reasonFor } from './refusal.js';
import { showTracks } from './track-tables.js';

const videoBox = document.querySelector<HTMLInputElement>('#video')!;
const audioBox = document.querySelector<HTMLInputElement>('#audio')!;
const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const mirrorBox = document.querySelector<HTMLInputElement>('#mirror')!;
const fitSelect = document.querySelector<HTMLSelectElement>('#fit')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const tracks = document.querySelector<HTMLElement>('#tracks')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let asking: AbortController | undefined; // while the browser asks the person
let stream: MediaStream | undefined;

async function start() {
  const mine = (asking = new AbortController());
  const constraints = { video: videoBox.checked, audio: audioBox.checked };
  update('Waiting for the devices: your browser may ask you now.');
  try {
    // #region open
    const opened = await navigator.mediaDevices.getUserMedia(constraints);
    // #endregion
    if (mine.signal.aborted) return release(opened); // Stop was pressed meanwhile
    show(opened);
  } catch (error) {
    const sentence = await reasonFor(error, constraints);
    if (!mine.signal.aborted) update(sentence);
  } finally {
    if (asking === mine) asking = undefined;
    update();
  }
}

function show(opened: MediaStream) {
  stream = opened;
  // A stream has no address that could stand in `src`: it is handed to the element itself. The element is muted in the
  // markup, because a microphone that hears its own loudspeaker howls.
  preview.srcObject = stream;
  for (const track of stream.getTracks())
    // Fired when the device is unplugged or the permission is taken back; never by the page's own stop().
    track.addEventListener('ended', () => {
      if (stream !== opened) return;
      stop();
      update(`“${track.label}” was taken away. Connect or allow it again, then press Start.`);
    });
  Object.assign(window, { stream }); // to try in the console: stream.getVideoTracks()[0].getSettings()
  describe();
}

/** Says what came. The size of the picture is known once the first frame is there, and may change later. */
function describe() {
  if (!stream) return;
  const names = [...stream.getVideoTracks(), ...stream.getAudioTracks()].map((track) => track.label);
  const size = preview.videoWidth ? ` The picture is ${preview.videoWidth} × ${preview.videoHeight}.` : '';
  update(`On: ${names.join(' and ')}.${size}`);
  showTracks(tracks, stream);
}

function stop() {
  asking?.abort();
  asking = undefined;
  if (stream) release(stream);
  stream = undefined;
  preview.srcObject = null;
  tracks.replaceChildren();
  update('Stopped. Press Start.');
}

/** Only this turns the camera's light off; forgetting the stream does not. */
function release(unwanted: MediaStream) {
  for (const track of unwanted.getTracks()) track.stop();
}

/** Mirror and fit are matters of this one element: the track, and whoever it is sent to, keep the picture as it is. */
function present() {
  preview.classList.toggle('mirrored', mirrorBox.checked);
  preview.style.objectFit = fitSelect.value;
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  const busy = asking !== undefined || stream !== undefined;
  startButton.disabled = videoBox.disabled = audioBox.disabled = busy;
  stopButton.disabled = !busy;
}

startButton.addEventListener('click', () => void start());
stopButton.addEventListener('click', stop);
mirrorBox.addEventListener('change', present);
fitSelect.addEventListener('change', present);
preview.addEventListener('resize', describe);
addEventListener('pagehide', stop);
present();
update();
