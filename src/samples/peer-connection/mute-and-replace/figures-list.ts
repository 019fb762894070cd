import { ratesOf } from './rates.js';

/** What the list shows of a call besides what it measures itself. */
export interface State {
  readonly offers: number;
  readonly microphone: MediaStreamTrack | undefined;
  readonly picture: MediaStreamTrack | undefined;
  readonly video: RTCRtpTransceiver;
}

const ids = ['microphone-state', 'picture-state', 'agreed', 'sound-rate', 'picture-rate', 'level', 'seen'];

/** Shows what the person chose and what both sides have agreed. */
export function showState({ offers, microphone, picture, video }: State) {
  write('offers', `${offers}`);
  write('microphone-state', inWords(microphone, 'muted: the device works on, and its light is on'));
  write('picture-state', inWords(picture, 'black: its source works on, and a camera has its light on'));
  write('agreed', `you want ${video.direction}, agreed is ${video.currentDirection ?? 'nothing yet'}`);
}

/** Measures both ends of a call once a second, and the sound more often: it can be as short as a beep. */
export function measure(caller: RTCPeerConnection, callee: RTCPeerConnection, video: HTMLVideoElement) {
  let before: RTCStatsReport | undefined;
  let levels: number[] = [];
  const isOver = () => caller.signalingState === 'closed';

  const listen = () => {
    if (isOver()) return;
    const sounds = callee.getReceivers().filter(({ track }) => track.kind === 'audio');
    levels.push(Math.max(0, ...sounds.flatMap((one) => one.getSynchronizationSources()).map((s) => s.audioLevel ?? 0)));
    setTimeout(listen, 50);
  };
  const look = async () => {
    const now = await caller.getStats();
    if (isOver()) return;
    if (before) {
      const { soundPackets, soundKbps, pictures, pictureKbps } = ratesOf(before, now);
      write('sound-rate', `${round(soundPackets)} packets a second, ${round(soundKbps)} kbps`);
      write('picture-rate', `${round(pictures)} pictures a second, ${round(pictureKbps)} kbps`);
    }
    before = now;
    const loudest = Math.max(...levels);
    write('level', loudest < 0.001 ? 'silence' : `sound, at most ${(100 * loudest).toFixed(1)} % of full scale`);
    levels = [];
    write('seen', `${video.videoWidth} × ${video.videoHeight}, ${averageColour(video)}`);
    setTimeout(() => void look(), 1000);
  };
  listen();
  void look();
}

/** Forgets the call before. */
export function clearFigures() {
  write('offers', '0');
  for (const id of ids) write(id, '–');
}

function inWords(track: MediaStreamTrack | undefined, disabled: string): string {
  if (!track) return 'released: the device is off, and nothing is sent';
  return track.enabled ? 'sent' : disabled;
}

const glance = Object.assign(document.createElement('canvas'), { width: 16, height: 12 });
const context = glance.getContext('2d', { willReadFrequently: true })!;

/** Red, green and blue of what a video shows, on average. */
function averageColour(video: HTMLVideoElement): string {
  if (video.videoWidth === 0) return 'no picture yet';
  context.drawImage(video, 0, 0, glance.width, glance.height);
  const { data } = context.getImageData(0, 0, glance.width, glance.height);
  const mean = [0, 0, 0];
  for (let at = 0; at < data.length; at++) if (at % 4 < 3) mean[at % 4]! += data[at]! / (data.length / 4);
  return `on average rgb(${mean.map(Math.round).join(', ')})`;
}

const round = (value: number | undefined) => (value === undefined ? 'an unknown number of' : `${Math.round(value)}`);

function write(id: string, text: string) {
  document.querySelector(`#${id}`)!.textContent = text;
}
