import { inWords, isSame } from './codecs.js';
import type { Kind } from './controls.js';

/** What is asked of a sender. */
export interface Wanted {
  readonly codec: RTCRtpCodec;
  /** The scalability mode; empty where the browser shall choose. */
  readonly layers: string;
}

/** What one sender sends. A member that the browser does not report is `undefined`: it is not 0. */
export interface Sent {
  readonly codec: RTCRtpCodec | undefined;
  readonly layers: string | undefined;
  readonly encoder: string | undefined;
  readonly isPowerEfficient: boolean | undefined;
  readonly kbps: number | undefined;
}

// Reported, and not yet in TypeScript's own types: WebRTC Statistics, section 8.4.
type Outbound = RTCOutboundRtpStreamStats & {
  encoderImplementation?: string;
  powerEfficientEncoder?: boolean;
  scalabilityMode?: string;
};

/** Reads what is sent from a report of the sender, and one before it for the rate. */
export function sentOf(report: RTCStatsReport, before?: RTCStatsReport): Sent {
  const outbound = find(report);
  const earlier = before && find(before);
  const codec = outbound?.codecId === undefined ? undefined : (report.get(outbound.codecId) as RTCRtpCodec | undefined);
  const bytes = (outbound?.bytesSent ?? NaN) - (earlier?.bytesSent ?? NaN);
  const ms = (outbound?.timestamp ?? NaN) - (earlier?.timestamp ?? NaN);
  return {
    codec: outbound?.bytesSent ? codec : undefined, // agreed, but nothing of it is on its way yet
    layers: outbound?.scalabilityMode,
    encoder: outbound?.encoderImplementation,
    isPowerEfficient: outbound?.powerEfficientEncoder,
    kbps: ms > 0 ? (bytes * 8) / ms : undefined,
  };
}

function find(report: RTCStatsReport): Outbound | undefined {
  return ([...report.values()] as Outbound[]).find(({ type }) => type === 'outbound-rtp');
}

/** A sentence where something else is sent than was asked for; empty where all is as it was asked. */
export function difference(kind: string, asked: Wanted, { codec, layers }: Sent): string {
  if (!codec) return '';
  if (!isSame(asked.codec, codec))
    return `${kind}: ${inWords(asked.codec)} was asked for, and ${inWords(codec)} is sent. The far side, or this browser’s encoder, does not do what was asked.`;
  if (asked.layers === '' || layers === undefined || asked.layers === layers) return '';
  return `${kind}: ${asked.layers} was asked for, and ${layers} is sent. The picture may be too small for more layers, or the codec has no such mode.`;
}

/** Clears what the call before has left. */
export function clearComparison() {
  for (const id of ['comparison', 'video-warning', 'audio-warning'])
    document.querySelector(`#${id}`)!.replaceChildren();
}

/** Shows once a second what is sent beside what is wanted, until the function that comes back is called. */
export function watchSenders(
  transceivers: Record<Kind, RTCRtpTransceiver>,
  wanted: (kind: Kind) => Wanted,
): () => void {
  const reports: Partial<Record<Kind, RTCStatsReport>> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = async (kind: Kind) => {
    const report = await transceivers[kind].sender.getStats();
    const sent = sentOf(report, reports[kind]);
    reports[kind] = report;
    return [wanted(kind), sent] as const;
  };
  // The next look is planned when this one is over, so that two never overlap.
  const lookOn = async () => {
    const [video, audio] = await Promise.all([look('video'), look('audio')]);
    if (isOver) return;
    showComparison(video, audio);
    timer = setTimeout(() => void lookOn(), 1000);
  };
  void lookOn();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Shows both kinds side by side, and a warning for each that is not as it was asked. */
function showComparison(video: readonly [Wanted, Sent], audio: readonly [Wanted, Sent]) {
  document.querySelector('#video-warning')!.textContent = difference('Video', ...video);
  document.querySelector('#audio-warning')!.textContent = difference('Sound', ...audio);
  const both = [video, audio];
  const row = (name: string, of: (asked: Wanted, sent: Sent) => string) => {
    const line = document.createElement('tr');
    line.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
    for (const [asked, sent] of both) line.insertCell().textContent = of(asked, sent);
    return line;
  };
  document.querySelector('#comparison')!.replaceChildren(
    row('asked', ({ codec }) => inWords(codec)),
    row('sent', (_, { codec }) => (codec ? inWords(codec) : '–')),
    row('its parameters', (_, { codec }) => codec?.sdpFmtpLine?.replaceAll(';', '; ') ?? '–'),
    row('layers asked', ({ layers }) => layers || '–'),
    row('layers sent', (_, { layers }) => layers ?? 'not told'),
    row('encoder', (_, { encoder }) => encoder ?? 'not told'),
    row('spares the battery', (_, { isPowerEfficient }) => yesOrNo(isPowerEfficient)),
    row('bitrate', (_, { kbps }) => (kbps === undefined ? '–' : `${kbps.toFixed(0)} kbps`)),
  );
}

function yesOrNo(answer: boolean | undefined): string {
  if (answer === undefined) return 'not told';
  return answer ? 'yes' : 'no';
}
