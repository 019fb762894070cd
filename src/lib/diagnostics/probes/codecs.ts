import { finding, type Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import { abortable } from '../resources.ts';

/** What the browser expects of one direction of a codec; absent where it does not say. */
export interface Expectation {
  readonly supported: boolean;
  readonly smooth: boolean;
  /** Says in all but name whether the hardware does it. */
  readonly powerEfficient: boolean;
}

/** One codec of video. */
export interface VideoCodec {
  /** As it stands in SDP: `VP8`, `H264`. */
  readonly name: string;
  readonly sends: boolean;
  readonly receives: boolean;
  readonly encode?: Expectation;
  readonly decode?: Expectation;
}

/** What a browser says that it can send and receive. */
export interface CodecList {
  readonly video: readonly VideoCodec[];
  /** The codecs of sound that it both sends and receives. */
  readonly audio: readonly string[];
}

/** Judges which codecs a browser has; `undefined` if it does not list them. */
export function judgeCodecs(list: CodecList | undefined): Finding[] {
  if (!list) return [finding('codecs.not-measurable')];
  const both = list.video.filter(({ sends, receives }) => sends && receives);
  const has = (name: string) => both.some((codec) => codec.name === name);
  const hardware = both.filter(({ encode }) => encode?.powerEfficient);
  const evidence = {
    video: both.map(({ name }) => name),
    videoNames: both.map(({ name }) => name).join(', ') || 'none',
    audio: list.audio,
    audioNames: list.audio.join(', ') || 'none',
    hardwareEncoders: hardware.map(({ name }) => name),
  };
  if (!has('VP8') && !has('H264')) return [finding('codecs.no-common', evidence)];
  const isTold = both.some(({ encode }) => encode !== undefined);
  return [
    finding('codecs.good', evidence),
    ...(has('H264') ? [] : [finding('codecs.no-h264', evidence)]),
    ...(isTold && hardware.length === 0 ? [finding('codecs.software-only', evidence)] : []),
  ];
}

/** What the expectations are asked for: a usual call. */
const usual = { width: 1280, height: 720, bitrate: 1_500_000, framerate: 30 } as const;

/** Lists the codecs, and asks for each of video whether it would run smoothly. */
export const codecs: Probe = {
  id: 'codecs',
  title: 'Codecs',
  group: 'connection',
  load: 'light',
  timeoutMs: 8000,
  async *run(context) {
    const list = await abortable(listed(), context.signal);
    if (list)
      context.show({
        kind: 'table',
        key: 'codecs',
        caption: `Codecs of video, and what the browser expects at ${usual.width}x${usual.height}`,
        columns: ['Codec', 'Sends', 'Receives', 'Encoding', 'Decoding'],
        rows: list.video.map(({ name, sends, receives, encode, decode }) => [
          name,
          sends ? 'yes' : 'no',
          receives ? 'yes' : 'no',
          wordsOf(encode),
          wordsOf(decode),
        ]),
      });
    yield* judgeCodecs(list);
  },
};

function wordsOf(expected: Expectation | undefined): string | undefined {
  if (!expected) return undefined;
  if (!expected.supported) return 'not supported';
  return `${expected.smooth ? 'smooth' : 'not smooth'}, ${expected.powerEfficient ? 'by hardware' : 'by software'}`;
}

async function listed(): Promise<CodecList | undefined> {
  if (typeof RTCRtpSender === 'undefined' || !RTCRtpSender.getCapabilities || !RTCRtpReceiver.getCapabilities)
    return undefined;
  const sent = {
    video: namesOf(RTCRtpSender.getCapabilities('video')),
    audio: namesOf(RTCRtpSender.getCapabilities('audio')),
  };
  const received = {
    video: namesOf(RTCRtpReceiver.getCapabilities('video')),
    audio: namesOf(RTCRtpReceiver.getCapabilities('audio')),
  };
  const video = [...new Set([...sent.video, ...received.video])].map(async (name) => {
    const [sends, receives] = [sent.video.includes(name), received.video.includes(name)];
    const [encode, decode] = [
      sends ? await encodingOf(name) : undefined,
      receives ? await decodingOf(name) : undefined,
    ];
    return { name, sends, receives, ...(encode ? { encode } : {}), ...(decode ? { decode } : {}) };
  });
  return { video: await Promise.all(video), audio: sent.audio.filter((name) => received.audio.includes(name)) };
}

// What repeats, mends or fills beside a codec is none itself.
const helpers = /^(rtx|red|ulpfec|flexfec.*|cn|telephone-event)$/i;

/** The names of the codecs, each once: several profiles of one share it. */
function namesOf(capabilities: RTCRtpCapabilities | null): string[] {
  const names = (capabilities?.codecs ?? []).map(({ mimeType }) => mimeType.split('/')[1] ?? mimeType);
  return [...new Set(names)].filter((name) => !helpers.test(name));
}

/** Media Capabilities, section 2.2.4. A browser that does not know the question throws a TypeError. */
async function encodingOf(name: string): Promise<Expectation | undefined> {
  try {
    return expectationOf(
      await navigator.mediaCapabilities.encodingInfo({
        type: 'webrtc',
        video: { contentType: `video/${name}`, ...usual },
      }),
    );
  } catch {
    return undefined;
  }
}

async function decodingOf(name: string): Promise<Expectation | undefined> {
  try {
    return expectationOf(
      await navigator.mediaCapabilities.decodingInfo({
        type: 'webrtc',
        video: { contentType: `video/${name}`, ...usual },
      }),
    );
  } catch {
    return undefined;
  }
}

const expectationOf = ({ supported, smooth, powerEfficient }: MediaCapabilitiesInfo): Expectation => ({
  supported,
  smooth,
  powerEfficient,
});
