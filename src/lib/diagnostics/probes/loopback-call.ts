import { phasesOf } from '../../stats/path.ts';
import { sum } from '../../stats/rates.ts';
import { moments } from '../../stats/sampler.ts';
import { thresholds } from '../../stats/thresholds.ts';
import type { Probe, ProbeContext } from '../probe.ts';
import { Resources } from '../resources.ts';
import { connectHere, type LocalCall } from './call/connect.ts';
import { judgeCall, type CallSecond } from './call/judge.ts';
import { openCallMedia } from './call/media.ts';

/** A whole call on this page, without a network: what is wrong here is wrong in every call. */
export const loopbackCall: Probe = {
  id: 'loopback-call',
  title: 'Test call',
  group: 'connection',
  load: 'heavy',
  after: ['camera-capture', 'microphone-level', 'camera-resolutions', 'speaker'],
  timeoutMs: 25_000,
  async *run(context) {
    const { signal } = context;
    const resources = new Resources(signal);
    try {
      context.say('Preparing a picture and sound for the test call.');
      const { stream, picture, sound } = await openCallMedia(context, resources);
      context.say('Connecting two ends of a call on this page.');
      const call = await connectHere(stream, thresholds.call.giveUpMs, resources, signal);
      if (call.isConnected)
        context.show({
          kind: 'stream',
          key: 'remote-picture',
          label: 'As the other side sees it',
          stream: call.remote,
        });
      const seconds = call.isConnected ? await measured(call, context) : [];
      yield* judgeCall({ picture, sound, phases: phasesOf(call.milestones), lost: call.lost(), seconds });
    } finally {
      resources.close();
    }
  },
};

/** Takes the figures of both ends for ten seconds, and draws them as they come. */
async function measured(call: LocalCall, context: ProbeContext): Promise<CallSecond[]> {
  const lengthS = thresholds.call.windowS;
  const seconds: CallSecond[] = [];
  const over = new AbortController();
  const ended = AbortSignal.any([context.signal, over.signal]);
  const [sendingEnd, receivingEnd] = [moments(call.caller, ended), moments(call.callee, ended)];
  try {
    for (let second = 0; second <= lengthS; second++) {
      context.say(`The test call is running: ${lengthS - second} seconds left.`);
      const [sending, receiving] = await Promise.all([sendingEnd.next(), receivingEnd.next()]);
      if (sending.done || receiving.done) break;
      const now = { second, sending: sending.value, receiving: receiving.value, dataRoundTripMs: call.echo() };
      seconds.push(now);
      if (receiving.value.received.some(({ figures }) => figures.fps)) call.frameSeen();
      if (second > 0) draw(now, context);
    }
  } finally {
    over.abort();
  }
  context.signal.throwIfAborted();
  return seconds;
}

/** The running graphs. */
function draw({ second, sending, receiving, dataRoundTripMs }: CallSecond, context: ProbeContext): void {
  const picture = receiving.received.find(({ kind }) => kind === 'video');
  const given = sending.sent.find(({ kind }) => kind === 'video');
  context.show({
    kind: 'graph',
    key: 'bitrate',
    caption: 'Picture and sound, sent and received',
    unit: 'kilobits a second',
    second,
    values: {
      Sent: sum(sending.sent.map(({ figures }) => figures.kbps)),
      Received: sum(receiving.received.map(({ figures }) => figures.kbps)),
    },
  });
  context.show({
    kind: 'graph',
    key: 'frames',
    caption: 'Pictures a second',
    unit: 'frames a second',
    second,
    values: { Sent: given?.figures.fps, Received: picture?.figures.fps },
  });
  context.show({
    kind: 'graph',
    key: 'delay',
    caption: 'Waiting times',
    unit: 'ms',
    second,
    values: {
      'Round trip': sending.ways[0]?.pair.roundTripMs,
      'Message there and back': dataRoundTripMs,
      'Jitter buffer': picture?.figures.jitterBufferMs,
    },
  });
}
