import { finding, type Finding } from '../finding.ts';
import type { Probe, ProbeContext } from '../probe.ts';
import { abortable, pause, Resources } from '../resources.ts';
import { openDevice } from './open-device.ts';
import { runningAudio } from './running-audio.ts';
import type { ChannelCount } from './level-count.ts';
import processorUrl from './level-processor.ts?worker&url';
import { mean } from '../../stats/averages.ts';
import { thresholds } from '../../stats/thresholds.ts';

/** Everything that was heard of a microphone. */
export interface MicrophoneLevel {
  readonly label: string;
  /** What the track says that the device gives; absent where the browser does not say. */
  readonly sampleRateHz?: number;
  /** About ten blocks a second, each with one entry for a channel. */
  readonly blocks: readonly (readonly ChannelCount[])[];
  readonly muted: boolean;
  readonly ended: boolean;
}

/** Levels below this are all the same silence; it stands for digital zero, which has no level. */
const floorDbfs = -120;

/** The level of a mean square, in decibels relative to full scale: 0 is the loudest, half the amplitude 6 less. */
export function dbfsOf(meanSquare: number): number {
  return 10 * Math.log10(meanSquare);
}

const tenthsDbfs = (meanSquare: number) => Math.round(10 * Math.max(floorDbfs, dbfsOf(meanSquare))) / 10;

// Bluetooth headsets switch to their telephone mode as soon as their microphone is used.
const handsFree = /hands-?free|\bhfp\b|\bhsp\b|\bag audio\b/i;
const bluetooth = /bluetooth|airpods|\bbuds\b/i;

/** Judges a microphone by its levels, while somebody was asked to speak. */
export function judgeMicrophone(heard: MicrophoneLevel): Finding[] {
  const { label, sampleRateHz, blocks } = heard;
  const { silentDbfs, quietDbfs, noisyDbfs, oneSidedDb, leastSampleRateHz } = thresholds.microphone;
  const channels = Math.max(0, ...blocks.map((block) => block.length));
  // The loudest channel of each block; a microphone is as loud as what is heard of it.
  const loudness = blocks.map((block) => Math.max(0, ...block.map(({ meanSquare }) => meanSquare)));
  const ofChannel = (index: number) => blocks.map((block) => block[index]?.meanSquare ?? 0);
  const means = Array.from({ length: channels }, (_, index) => tenthsDbfs(mean(ofChannel(index)) ?? 0));
  const evidence = {
    loudestDbfs: tenthsDbfs(Math.max(0, ...loudness)),
    peakDbfs: tenthsDbfs(Math.max(0, ...blocks.flat().map(({ peak }) => peak * peak))),
    noiseFloorDbfs: tenthsDbfs(percentile(loudness, 0.1)),
    quietDbfs,
    channelMeanDbfs: means,
    clippedRuns: blocks.flat().reduce((sum, { clippedRuns }) => sum + clippedRuns, 0),
    sampleRateHz: sampleRateHz ?? null,
    sampleRateKhz: (sampleRateHz ?? 0) / 1000,
    heardS: Math.round(blocks.length / 10),
    label,
  };
  const isSlow = sampleRateHz !== undefined && sampleRateHz < leastSampleRateHz;
  const kind =
    handsFree.test(label) || (isSlow && bluetooth.test(label))
      ? [finding('microphone.hands-free', evidence)]
      : isSlow
        ? [finding('microphone.low-sample-rate', evidence)]
        : [];

  if (heard.ended) return [finding('microphone.ended', evidence), ...kind];
  if (heard.muted) return [finding('microphone.muted', evidence), ...kind];
  if (blocks.flat().every(({ allZero }) => allZero)) return [finding('microphone.digital-zero', evidence), ...kind];
  if (evidence.loudestDbfs < silentDbfs) return [finding('microphone.silent', evidence), ...kind];

  const findings: Finding[] = [];
  if (evidence.clippedRuns > 0) findings.push(finding('microphone.clipping', evidence));
  if (evidence.loudestDbfs < quietDbfs) findings.push(finding('microphone.quiet', evidence));
  const [left = floorDbfs, right = floorDbfs] = means;
  if (channels === 2 && Math.abs(left - right) > oneSidedDb)
    findings.push(finding('microphone.one-sided', { ...evidence, side: left < right ? 'left' : 'right' }));
  if (evidence.noiseFloorDbfs > noisyDbfs) findings.push(finding('microphone.noisy', evidence));
  findings.push(...kind);
  if (findings.every(({ verdict }) => verdict === 'info')) findings.unshift(finding('microphone.good', evidence));
  return findings;
}

/** The value that so great a part of them lies below. */
function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(part * sorted.length)] ?? 0;
}

/** How much of it is recorded, to be listened to. */
const recordMs = 4000;

/** Listens to the microphone while the person reads a sentence. */
export const microphoneLevel: Probe = {
  id: 'microphone-level',
  title: 'Microphone',
  group: 'microphone',
  load: 'heavy',
  after: ['environment', 'permissions'],
  timeoutMs: 20_000,
  async *run(context) {
    if (context.learned.microphone === 'failed') {
      yield finding('microphone.not-tried');
      return;
    }
    const { signal } = context;
    const resources = new Resources(signal);
    try {
      context.say('Opening the microphone.');
      // As the device gives it: what a browser does to sound for a call would hide a faint or a noisy microphone.
      const opened = await openDevice(
        'microphone',
        { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: { ideal: 2 } },
        context,
        resources,
      );
      if (!opened.stream) {
        yield opened.failure;
        return;
      }
      const { stream, track } = opened;
      const audio = await runningAudio(context, resources);
      if (!audio) {
        yield finding('microphone.audio-suspended');
        return;
      }
      context.say('Please read aloud: “The quick brown fox jumps over the lazy dog, and then it takes a nap.”');
      const [blocks] = await Promise.all([
        listen(audio, track, context, resources),
        record(stream, context, resources),
      ]);
      const { sampleRate } = track.getSettings();
      yield* judgeMicrophone({
        label: track.label,
        ...(sampleRate === undefined ? {} : { sampleRateHz: sampleRate }),
        blocks,
        muted: track.muted,
        ended: track.readyState === 'ended',
      });
    } finally {
      resources.close();
    }
  },
};

/** Counts the sound of a track, and shows it, for as long as silence needs to be one. */
async function listen(
  audio: AudioContext,
  track: MediaStreamTrack,
  context: ProbeContext,
  resources: Resources,
): Promise<(readonly ChannelCount[])[]> {
  const { signal } = context;
  const { silentMs, clippedSample, clippedRun } = thresholds.microphone;
  await abortable(audio.audioWorklet.addModule(processorUrl), signal);
  const node = new AudioWorkletNode(audio, 'level-processor', {
    numberOfOutputs: 0,
    processorOptions: { sample: clippedSample, run: clippedRun },
  });
  resources.add(node, (one) => (one.port.onmessage = null));
  const blocks: (readonly ChannelCount[])[] = [];
  node.port.onmessage = ({ data }: MessageEvent<readonly ChannelCount[]>) => {
    blocks.push(data);
    context.show({
      kind: 'level',
      key: 'level',
      label: 'Your microphone',
      channels: data.map(({ meanSquare, peak }) => ({ rmsDbfs: dbfsOf(meanSquare), peakDbfs: dbfsOf(peak * peak) })),
    });
  };
  audio.createMediaStreamSource(new MediaStream([track])).connect(node);
  const ended = new Promise((resolve) => track.addEventListener('ended', resolve, { once: true }));
  await Promise.race([pause(silentMs, signal), abortable(ended, signal)]);
  return blocks;
}

/** Records some seconds, and shows them as something to listen to. */
async function record(stream: MediaStream, context: ProbeContext, resources: Resources): Promise<void> {
  if (typeof MediaRecorder === 'undefined' || !stream.active) return;
  const { signal } = context;
  const recorder = resources.add(new MediaRecorder(stream), (one) => {
    if (one.state !== 'inactive') one.stop();
  });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.start();
  await Promise.race([pause(recordMs, signal), abortable(stopped, signal)]);
  if (recorder.state !== 'inactive') recorder.stop();
  await abortable(stopped, signal);
  const type = pieces[0]?.type ?? recorder.mimeType;
  context.show({ kind: 'recording', key: 'recording', label: 'How you sound', blob: new Blob(pieces, { type }) });
}
