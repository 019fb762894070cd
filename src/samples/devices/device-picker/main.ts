// A page chooses microphone and camera when it opens them, by `deviceId`. The speaker is chosen at the other end: each audio
// or video element has a sink of its own, and `setSinkId` moves it while it plays.
import { logDeviceChange, rememberDevices } from './device-log.js';
import { deviceAfter, inputs, listDevices, nameOf, selects, whyNot, type Input } from './lists.js';
import { openSound, type Sound } from './sound.js';
import { canChooseSpeaker, chooser, chooseSpeaker, explainSpeakers, moveSound } from './speakers.js';

const startButton = document.querySelector<HTMLButtonElement>('#start')!;
const refreshButton = document.querySelector<HTMLButtonElement>('#refresh')!;
const stopButton = document.querySelector<HTMLButtonElement>('#stop')!;
const toneButton = document.querySelector<HTMLButtonElement>('#tone')!;
const chooseSpeakerButton = document.querySelector<HTMLButtonElement>('#choose-speaker')!;
const hear = document.querySelector<HTMLInputElement>('#hear')!;
const preview = document.querySelector<HTMLVideoElement>('#preview')!;
const audio = document.querySelector<HTMLAudioElement>('#sound')!;
const noSpeakers = document.querySelector<HTMLElement>('#no-speakers')!;
const log = document.querySelector<HTMLOListElement>('#log')!;
const status = document.querySelector<HTMLOutputElement>('#status')!;

let running: AbortController | undefined; // from Start to Stop
let sound: Sound | undefined;
const tracks = new Map<Input, MediaStreamTrack>();
const troubles = new Map<Input, string>(); // why there is no track of a kind
const missing = new Set<Input>(); // kinds of which there is no device; it may still come
let turn = Promise.resolve(); // requests wait for each other, so that the person is asked one thing at a time

async function start() {
  const mine = (running = new AbortController());
  sound = openSound();
  sound.hear(hear.checked);
  audio.srcObject = sound.stream;
  audio.play().catch(() => undefined); // Stop in the middle is no failure
  update('Waiting for the devices: your browser may ask you now.');
  // A machine without a camera has no reason to fail for it. Kinds, unlike names, are told before anything is allowed.
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (mine.signal.aborted) return;
  for (const kind of inputs)
    if (devices.some((device) => device.kind === kind)) use(kind);
    else lack(kind, `No ${nameOf[kind]} was found.`);
  await turn;
  if (!mine.signal.aborted && tracks.size === 0) stop(`${[...troubles.values()].join(' ')} Press Start to try again.`);
}

// #region input
/** Opens the device that is chosen for a kind; the one before is given back first. */
function use(kind: Input, said = '') {
  const { signal } = running!;
  missing.delete(kind);
  turn = turn.then(async () => {
    if (signal.aborted) return;
    tracks.get(kind)?.stop();
    const { value } = selects[kind];
    const wish = value ? { deviceId: { exact: value } } : true; // a plain id, without exact, is a mere wish
    try {
      const constraints = kind === 'audioinput' ? { audio: wish } : { video: wish };
      const [track] = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks() as [MediaStreamTrack];
      if (signal.aborted) return track.stop(); // Stop was pressed meanwhile
      show(kind, track);
    } catch (error) {
      if (signal.aborted) return;
      tracks.delete(kind);
      troubles.set(kind, whyNot(error, nameOf[kind]));
    }
    const on = [...tracks.values()].map(({ label }) => `“${label}”`);
    update([said, ...troubles.values(), `On: ${on.join(' and ') || 'nothing'}.`].join(' ').trim());
    await refresh();
    await rememberDevices(); // the names are known only now
  });
}
// #endregion

function show(kind: Input, track: MediaStreamTrack) {
  tracks.set(kind, track);
  troubles.delete(kind);
  if (kind === 'audioinput') sound?.listen(track);
  else preview.srcObject = new MediaStream([track]);
  // Fired when the device is unplugged or the permission is taken back; never by the page's own stop().
  track.addEventListener('ended', () => {
    if (tracks.get(kind) !== track) return;
    const next = deviceAfter(kind, track.getSettings().deviceId);
    const said = `“${track.label}” was taken away.`;
    if (next === undefined) return lack(kind, `${said} There is no other ${nameOf[kind]}: connect it again.`);
    selects[kind].value = next;
    use(kind, said);
  });
}

/** Notes that there is no device of a kind. As soon as one is connected, it is used. */
function lack(kind: Input, sentence: string) {
  tracks.get(kind)?.stop();
  tracks.delete(kind);
  missing.add(kind);
  troubles.set(kind, sentence);
  update(sentence);
}

/** Waits until the sound has moved, says how that went, and shows in the list where it is now. */
async function report(moving: Promise<string>, said = '') {
  const sentence = await moving;
  await refresh();
  update(`${said} ${sentence}`.trim());
}

/** Reads the lists again. */
async function refresh() {
  const [audioinput, videoinput] = inputs.map((kind) => tracks.get(kind)?.getSettings().deviceId);
  const devices = await listDevices({ audioinput, videoinput, audiooutput: audio.sinkId || 'default' });
  explainSpeakers(noSpeakers, running !== undefined, devices);
  return devices;
}

/** The browser says that something changed, and never what. */
async function devicesChanged() {
  await logDeviceChange(log);
  const devices = await refresh();
  // A speaker that is gone stays the sink of its element, which is silent until it is told to go elsewhere.
  if (audio.sinkId && !devices.some(({ deviceId }) => deviceId === audio.sinkId))
    await report(moveSound(audio, ''), 'The speaker was taken away.');
  for (const kind of missing) if (devices.some((device) => device.kind === kind)) use(kind);
}

function stop(sentence = 'Stopped. Press Start.') {
  running?.abort();
  for (const track of tracks.values()) track.stop();
  tracks.clear();
  troubles.clear();
  missing.clear();
  sound?.close();
  running = sound = undefined;
  preview.srcObject = audio.srcObject = null;
  update(sentence);
}

/** Shows a sentence, if there is a new one, and which controls make sense now. */
function update(sentence?: string) {
  if (sentence !== undefined) status.textContent = sentence;
  startButton.disabled = running !== undefined;
  stopButton.disabled = running === undefined;
  toneButton.disabled = sound === undefined;
  selects.audiooutput.disabled = !canChooseSpeaker;
  chooseSpeakerButton.hidden = !chooser.selectAudioOutput;
}

startButton.addEventListener('click', () => void start());
refreshButton.addEventListener('click', () => void refresh().then(() => update('The lists are fresh.')));
stopButton.addEventListener('click', () => stop());
toneButton.addEventListener('click', () => sound?.tone());
chooseSpeakerButton.addEventListener('click', () => void report(chooseSpeaker(audio)));
hear.addEventListener('change', () => sound?.hear(hear.checked));
for (const kind of inputs) selects[kind].addEventListener('change', () => running && use(kind));
selects.audiooutput.addEventListener('change', () => void report(moveSound(audio, selects.audiooutput.value)));
navigator.mediaDevices?.addEventListener('devicechange', () => void devicesChanged());
addEventListener('pagehide', () => stop());
update();
