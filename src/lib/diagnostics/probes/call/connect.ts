import type { Milestones } from '../../../stats/path.ts';
import { negotiate, trickle } from '../../pair.ts';
import { abortable, pause, type Resources } from '../../resources.ts';
import type { CallRecord } from './judge.ts';

/** A call between two connections of this page. */
export interface LocalCall {
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  /** What arrived. */
  readonly remote: MediaStream;
  readonly milestones: Readonly<Milestones>;
  readonly isConnected: boolean;
  /** Whether the connection was lost since. */
  lost(): CallRecord['lost'];
  /** Tells that a frame was decoded, for the case that no video noticed the first one. */
  frameSeen(): void;
  /** Sends a message through the data channel, and answers how long the last one took there and back. */
  echo(): number | undefined;
}

/**
 * Connects two ends on this page, and waits until both are connected or `giveUpMs` is over. One sends sound, picture and
 * data, the other receives, and sends data back. The picture is decoded into a video that nobody sees or hears, so that the
 * first frame is noticed, wherever the page shows it.
 */
export async function connectHere(
  stream: MediaStream,
  giveUpMs: number,
  resources: Resources,
  signal: AbortSignal,
): Promise<LocalCall> {
  const caller = resources.connection(new RTCPeerConnection());
  const callee = resources.connection(new RTCPeerConnection());
  const remote = new MediaStream();
  const milestones: { -readonly [M in keyof Milestones]: Milestones[M] } = { startedMs: performance.now() };
  const reach = (milestone: keyof Milestones) => (milestones[milestone] ??= performance.now());

  caller.addEventListener('icecandidate', ({ candidate }) => candidate && reach('firstCandidateMs'));
  caller.addEventListener('iceconnectionstatechange', () => {
    const state = caller.iceConnectionState;
    if (state === 'checking') reach('checkingMs');
    if (state === 'connected' || state === 'completed') reach('iceConnectedMs');
  });
  trickle(caller, callee);
  callee.addEventListener('track', ({ track }) => remote.addTrack(track));
  const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, playsInline: true });
  video.addEventListener('loadeddata', () => reach('firstFrameMs'));
  video.srcObject = remote;
  resources.add(video, () => (video.srcObject = null));

  const echo = echoOver(caller, callee);
  for (const track of stream.getTracks()) caller.addTrack(track, stream);

  const ends = [caller, callee];
  const connected = new Promise<void>((resolve) => {
    for (const end of ends)
      end.addEventListener('connectionstatechange', () => {
        if (ends.every(({ connectionState }) => connectionState === 'connected')) resolve();
      });
  }).then(() => reach('connectedMs'));
  let lost: CallRecord['lost'] = 'no';
  for (const end of ends)
    end.addEventListener('connectionstatechange', () => {
      const { connectionState } = end;
      if (connectionState === 'disconnected' || connectionState === 'failed') lost = 'for-good';
      else if (connectionState === 'connected' && lost === 'for-good') lost = 'for-a-moment';
    });

  milestones.startedMs = performance.now();
  await abortable(negotiate(caller, callee), signal);
  await Promise.race([abortable(connected, signal), pause(giveUpMs, signal)]);
  return {
    caller,
    callee,
    remote,
    milestones,
    isConnected: milestones.connectedMs !== undefined,
    lost: () => lost,
    frameSeen: () => void reach('firstFrameMs'),
    echo,
  };
}

/** A data channel whose other end sends back what it gets. */
function echoOver(caller: RTCPeerConnection, callee: RTCPeerConnection): () => number | undefined {
  const channel = caller.createDataChannel('echo');
  callee.addEventListener('datachannel', ({ channel: other }) => {
    other.addEventListener('message', ({ data }: MessageEvent<string>) => other.send(data));
  });
  let lastMs: number | undefined;
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => (lastMs = performance.now() - Number(data)));
  return () => {
    if (channel.readyState === 'open') channel.send(String(performance.now()));
    const answeredMs = lastMs;
    lastMs = undefined;
    return answeredMs;
  };
}
