import type { DeviceKind } from '../../catalogue/opening.ts';
import { openMedia, permissionOf } from '../../media.ts';
import type { DeviceAccess, ProbeContext } from '../../probe.ts';
import { pause, type Resources } from '../../resources.ts';
import type { CallRecord } from './judge.ts';

/** What is sent in a call, and where it comes from. */
export interface CallMedia extends Pick<CallRecord, 'picture' | 'sound'> {
  readonly stream: MediaStream;
}

/** A device that was granted before is there at once; a call is worth having without it. */
const openingMs = 4000;

/**
 * Opens what is sent: camera and microphone where earlier checks were given them, else a picture that moves and a tone that
 * nobody hears. Everything belongs to `resources`. It never asks the person anything new.
 */
export async function openCallMedia(
  { learned, devices, signal }: Pick<ProbeContext, 'learned' | 'devices' | 'signal'>,
  resources: Resources,
): Promise<CallMedia> {
  const open = async (constraints: MediaStreamConstraints) => {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(openingMs)]);
      return resources.stream(await openMedia(constraints, limit)).getTracks()[0];
    } catch {
      signal.throwIfAborted();
      return undefined; // why a device does not open is said by its own check
    }
  };
  const id = (deviceId: string | undefined) => (deviceId === undefined ? {} : { deviceId: { exact: deviceId } });
  // Of this size, so that the encoder has found its rate before it is judged.
  const size = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  const camera = (await mayUse('camera', learned.camera))
    ? await open({ video: { ...size, ...id(devices.cameraId) } })
    : undefined;
  const microphone = (await mayUse('microphone', learned.microphone))
    ? await open({ audio: { ...id(devices.microphoneId) } })
    : undefined;

  const tone = microphone ? undefined : await toneTrack(resources, signal);
  const sound = microphone ?? tone;
  return {
    picture: camera ? 'camera' : 'drawn',
    sound: microphone ? 'microphone' : tone ? 'tone' : 'none',
    stream: new MediaStream([camera ?? noiseTrack(resources), ...(sound ? [sound] : [])]),
  };
}

/** Whether a device would open without a question: an earlier check opened it, or the browser says that it is allowed. */
async function mayUse(kind: DeviceKind, learned: DeviceAccess | undefined): Promise<boolean> {
  return learned === undefined ? (await permissionOf(kind)) === 'granted' : learned === 'granted';
}

/** A picture that moves: blocks of noise, shifted 30 times a second, as hard to encode as a face in front of a shelf. */
function noiseTrack(resources: Resources): MediaStreamTrack {
  const [width, height, block] = [640, 480, 16];
  const noise = canvasOf(width * 2, height * 2);
  for (let y = 0; y < noise.canvas.height; y += block)
    for (let x = 0; x < noise.canvas.width; x += block) {
      noise.fillStyle = `hsl(${Math.random() * 360} 40% ${30 + Math.random() * 40}%)`;
      noise.fillRect(x, y, block, block);
    }
  const picture = canvasOf(width, height);
  let frame = 0;
  const draw = () => {
    frame++;
    const [x, y] = [width * (1 + Math.sin(frame / 40)), height * (1 + Math.cos(frame / 55))].map((at) => at / 2);
    picture.drawImage(noise.canvas, -x!, -y!);
  };
  draw();
  resources.add(setInterval(draw, 1000 / 30), clearInterval);
  return resources.stream(picture.canvas.captureStream()).getVideoTracks()[0]!;
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  return canvas.getContext('2d', { alpha: false })!;
}

/** A tone that goes into the call only. None where the browser lets no page make sound yet, or has no sound device. */
async function toneTrack(resources: Resources, signal: AbortSignal): Promise<MediaStreamTrack | undefined> {
  const audio = resources.audio(new AudioContext());
  if (audio.state !== 'running') await Promise.race([audio.resume(), pause(500, signal)]); // without a device it never settles
  if (audio.state !== 'running') return undefined;
  const oscillator = new OscillatorNode(audio, { frequency: 440 });
  const destination = new MediaStreamAudioDestinationNode(audio);
  oscillator.connect(new GainNode(audio, { gain: 0.1 })).connect(destination);
  oscillator.start();
  return resources.stream(destination.stream).getAudioTracks()[0];
}
