import { abortable, pause, type Resources } from './resources.ts';

/** Two connections of this page that talk with each other, up to the point they got to. */
export interface Pair {
  readonly near: RTCPeerConnection;
  readonly far: RTCPeerConnection;
  readonly state: PairState;
}

/** `dtls-stuck`: packets pass (ICE), and yet no encrypted connection came about. */
export type PairState = 'connected' | 'failed' | 'dtls-stuck';

/** Connects two connections of this page; `prepare` puts into the near one what is to be carried. Never waits longer than `giveUpMs`. */
export async function connectPair(
  config: RTCConfiguration,
  { giveUpMs, signal, resources }: { giveUpMs: number; signal: AbortSignal; resources: Resources },
  prepare: (near: RTCPeerConnection, far: RTCPeerConnection) => void,
): Promise<Pair> {
  const near = resources.connection(new RTCPeerConnection(config));
  const far = resources.connection(new RTCPeerConnection(config));
  trickle(near, far);
  prepare(near, far);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settled = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, giveUpMs);
    const look = () => {
      const states = [near.connectionState, far.connectionState];
      if (states.every((state) => state === 'connected') || states.includes('failed')) resolve();
    };
    near.addEventListener('connectionstatechange', look);
    far.addEventListener('connectionstatechange', look);
  });
  try {
    await abortable(negotiate(near, far), signal);
    await abortable(settled, signal);
  } finally {
    clearTimeout(timer);
  }
  return { near, far, state: stateOf(near, far) };
}

/** Hands each connection the candidates of the other as they come. */
export function trickle(near: RTCPeerConnection, far: RTCPeerConnection): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const)
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate && to.signalingState !== 'closed')
        void to.addIceCandidate(candidate).catch((error: unknown) => {
          // One that was closed meanwhile refuses, and nobody waits for it any more; everything else is a fault.
          if (to.connectionState !== 'closed') throw error;
        });
    });
}

/** Offer and answer: on one page there is no need for a server between the two. */
export async function negotiate(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription!);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription!);
}

function stateOf(...both: RTCPeerConnection[]): PairState {
  if (both.every(({ connectionState }) => connectionState === 'connected')) return 'connected';
  return both.every(({ iceConnectionState }) => ['connected', 'completed'].includes(iceConnectionState))
    ? 'dtls-stuck'
    : 'failed';
}

/** A channel agreed upon by both sides beforehand, with its two ends. */
export function channelBetween(
  near: RTCPeerConnection,
  far: RTCPeerConnection,
  label: string,
  options: RTCDataChannelInit & { id: number },
): readonly [RTCDataChannel, RTCDataChannel] {
  const make = (connection: RTCPeerConnection) => {
    const channel = connection.createDataChannel(label, { ...options, negotiated: true });
    channel.binaryType = 'arraybuffer';
    return channel;
  };
  return [make(near), make(far)];
}

/** Waits until the channels are open; `false` if one of them closes, or the time is over. */
export async function opened(
  channels: readonly RTCDataChannel[],
  giveUpMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), giveUpMs)));
  const all = Promise.all(
    channels.map(
      (channel) =>
        new Promise<boolean>((resolve) => {
          if (channel.readyState === 'open') resolve(true);
          channel.addEventListener('open', () => resolve(true));
          channel.addEventListener('close', () => resolve(false));
        }),
    ),
  ).then((each) => each.every(Boolean));
  try {
    return await abortable(Promise.race([all, late]), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What came of numbered messages. */
export interface Pings {
  readonly sent: number;
  /** How many the far end got. */
  readonly arrived: number;
  /** How long each took that came back, in milliseconds. */
  readonly roundTripsMs: readonly number[];
}

/** Sends a small numbered message every `everyMs` until the time is over; the far end sends each back. */
export async function pingOver(
  [near, far]: readonly [RTCDataChannel, RTCDataChannel],
  { durationMs, everyMs, signal }: { durationMs: number; everyMs: number; signal: AbortSignal },
): Promise<Pings> {
  const sentAt: number[] = [];
  const roundTripsMs: number[] = [];
  let arrived = 0;
  const answer = ({ data }: MessageEvent<ArrayBuffer>) => {
    arrived++;
    if (far.readyState === 'open') far.send(data);
  };
  const cameBack = ({ data }: MessageEvent<ArrayBuffer>) => {
    const at = sentAt[new DataView(data).getUint32(0)];
    if (at !== undefined) roundTripsMs.push(performance.now() - at);
  };
  far.addEventListener('message', answer);
  near.addEventListener('message', cameBack);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await abortable(
      new Promise<void>((resolve) => {
        const began = performance.now();
        const next = () => {
          if (performance.now() - began >= durationMs || near.readyState !== 'open') return resolve();
          const message = new ArrayBuffer(64);
          new DataView(message).setUint32(0, sentAt.push(performance.now()) - 1);
          near.send(message);
          timer = setTimeout(next, everyMs);
        };
        next();
      }),
      signal,
    );
    // The last ones are still under way.
    await pause(lastMs(roundTripsMs), signal);
    return { sent: sentAt.length, arrived, roundTripsMs: [...roundTripsMs] };
  } finally {
    clearTimeout(timer);
    far.removeEventListener('message', answer);
    near.removeEventListener('message', cameBack);
  }
}

/** How long the last messages are waited for: three times as long as any took until then, and 100 ms at least, a second at most. */
const lastMs = (roundTripsMs: readonly number[]) => Math.min(1000, Math.max(100, 3 * Math.max(0, ...roundTripsMs)));
