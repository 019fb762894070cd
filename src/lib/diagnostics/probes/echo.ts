import { finding, type Finding } from '../finding.ts';
import type { Probe, ProbeContext } from '../probe.ts';
import { abortable, pause, Resources } from '../resources.ts';
import { outputOf } from './audio-output.ts';
import processorUrl from './capture-processor.ts?worker&url';
import { chirp, findMarker, thinned, type Match } from './correlation.ts';
import { openDevice } from './open-device.ts';
import { runningAudio } from './running-audio.ts';
import { thresholds } from '../../stats/thresholds.ts';

/** What the microphone heard of the speaker. */
export interface EchoHeard {
  /** With the browser's echo cancellation off: what goes from the speaker through the room. */
  readonly without: Heard;
  /** With it on, as in a call; absent if there was nothing to cancel. */
  readonly with?: Heard;
  /** Whether the person said that the speaker can be heard; absent if nobody was asked. */
  readonly speakerHeard?: boolean;
}

/** The test sound as it was found in a recording. */
export interface Heard extends Match {
  /** Whether the recording was nothing but zeros. */
  readonly allZero: boolean;
}

/** Judges whether others would hear themselves. */
export function judgeEcho({ without, with: cancelled, speakerHeard }: EchoHeard): Finding[] {
  const evidence = {
    correlation: hundredths(without.correlation),
    levelDb: decibels(without.gain),
    cancelledCorrelation: cancelled ? hundredths(cancelled.correlation) : null,
    cancelledLevelDb: cancelled ? decibels(cancelled.gain) : null,
    speakerHeard: speakerHeard ?? null,
  };
  if (without.allZero)
    return [finding('echo.not-measurable', { ...evidence, reason: 'the microphone gives no sound' })];
  if (!isHeard(without)) {
    if (speakerHeard === true) return [finding('echo.none', evidence)];
    if (speakerHeard === undefined) return [finding('echo.not-heard', evidence)];
    return [finding('echo.not-measurable', { ...evidence, reason: 'the speaker cannot be heard' })];
  }
  return [finding(cancelled && isHeard(cancelled) ? 'echo.heard' : 'echo.cancelled', evidence)];
}

const isHeard = ({ correlation }: Heard) => correlation >= thresholds.echo.heardCorrelation;
const hundredths = (value: number) => Math.round(value * 100) / 100;
const decibels = (gain: number) => (gain > 0 ? Math.round(20 * Math.log10(gain)) : null);

/** The test sound: within what telephones carry, and short. */
const marker = { fromHz: 400, toHz: 3000, seconds: 0.5, volume: 0.3 } as const;
/** To compare at about 8 kHz is enough for it, and quick. */
const comparedHz = 8000;
/** Between two of the sounds, and what the longest way through drivers and Bluetooth takes. */
const gapS = 0.3;
const latencyS = 0.5;
/** How long a warning stands before the sound. */
const warningMs = 1500;

/** Plays a test sound, and looks for it in the microphone, without and with echo cancellation. */
export const echo: Probe = {
  id: 'echo',
  title: 'Echo',
  group: 'echo',
  load: 'heavy',
  after: ['microphone-level', 'speaker'],
  timeoutMs: 20_000,
  async *run(context) {
    const { learned, signal } = context;
    if (learned.microphone === 'failed') {
      yield finding('echo.not-tried');
      return;
    }
    const resources = new Resources(signal);
    try {
      const audio = await runningAudio(context, resources);
      if (!audio) {
        yield finding('echo.not-measurable', { reason: 'this browser does not start its sound' });
        return;
      }
      await abortable(audio.audioWorklet.addModule(processorUrl), signal);
      context.say('Careful with headphones: a rising sound follows, as loud as your speaker is set. Please be quiet.');
      await pause(warningMs, signal);
      const without = await hear(audio, false, 1, context, resources);
      if ('id' in without) {
        yield without;
        return;
      }
      const speakerHeard = learned.speakerHeard === undefined ? {} : { speakerHeard: learned.speakerHeard };
      if (!isHeard(without)) {
        yield* judgeEcho({ without, ...speakerHeard });
        return;
      }
      context.say('The same again, as in a call. Please be quiet.');
      // The cancellation learns from what it hears, so the last of three sounds counts.
      const cancelled = await hear(audio, true, 3, context, resources);
      if ('id' in cancelled) {
        yield cancelled;
        return;
      }
      yield* judgeEcho({ without, with: cancelled, ...speakerHeard });
    } finally {
      resources.close();
    }
  },
};

/** Plays the test sound some times, and looks for the last one in what the microphone hears. */
async function hear(
  audio: AudioContext,
  echoCancellation: boolean,
  times: number,
  context: ProbeContext,
  resources: Resources,
): Promise<Heard | Finding> {
  const { signal, devices } = context;
  const own = new Resources(signal);
  try {
    // Noise suppression would take the sound for noise.
    const opened = await openDevice(
      'microphone',
      { echoCancellation, noiseSuppression: false, autoGainControl: false },
      context,
      own,
    );
    if (!opened.stream) return opened.failure;
    const { node } = await abortable(outputOf(audio, devices.speakerId, resources), signal);
    const sound = chirp(audio.sampleRate, marker);
    const buffer = new AudioBuffer({ length: sound.length, sampleRate: audio.sampleRate });
    buffer.copyToChannel(sound, 0);
    const everyS = marker.seconds + gapS;
    for (let count = 0; count < times; count++) {
      const source = new AudioBufferSourceNode(audio, { buffer });
      source.connect(node);
      source.start(audio.currentTime + gapS + count * everyS);
      own.add(source, (one) => one.stop());
    }
    // From shortly before the last one begins.
    const earlyS = 0.1;
    await pause(1000 * (gapS + (times - 1) * everyS - earlyS), signal);
    const recorded = await capture(audio, opened.stream, earlyS + marker.seconds + latencyS, signal, own);
    const factor = Math.max(1, Math.round(audio.sampleRate / comparedHz));
    return {
      ...findMarker(thinned(recorded, factor), thinned(sound, factor)),
      allZero: recorded.every((sample) => sample === 0),
    };
  } finally {
    own.close();
  }
}

/** Takes the sound of a stream for some seconds. */
async function capture(
  audio: AudioContext,
  stream: MediaStream,
  seconds: number,
  signal: AbortSignal,
  resources: Resources,
): Promise<Float32Array> {
  const recorded = new Float32Array(Math.ceil(seconds * audio.sampleRate));
  let filled = 0;
  const node = new AudioWorkletNode(audio, 'capture-processor', { numberOfOutputs: 0 });
  const source = audio.createMediaStreamSource(stream);
  resources.add(node, (one) => {
    one.port.onmessage = null;
    source.disconnect();
  });
  const full = new Promise<void>((resolve) => {
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      recorded.set(data.subarray(0, recorded.length - filled), filled);
      filled = Math.min(recorded.length, filled + data.length);
      if (filled === recorded.length) resolve();
    };
  });
  source.connect(node);
  // A track that ends gives no more samples: what came until then is looked at.
  await Promise.race([abortable(full, signal), pause(2000 * seconds, signal)]);
  return recorded;
}
