import { mean } from '../../../stats/averages.ts';
import { alarms, windowOf } from '../../../stats/hysteresis.ts';
import type { Moment, Received, Sent } from '../../../stats/measure.ts';
import type { Phases } from '../../../stats/path.ts';
import { sum } from '../../../stats/rates.ts';
import { grade, thresholds, type Limits } from '../../../stats/thresholds.ts';
import type { FindingId } from '../../catalogue/index.ts';
import { finding, type Evidence, type Finding, type JsonValue } from '../../finding.ts';

/** All that a call between two ends on this page left behind: plain data. */
export interface CallRecord {
  readonly picture: 'camera' | 'drawn';
  readonly sound: 'microphone' | 'tone' | 'none';
  readonly phases: Phases;
  /** Whether a connection that stood was lost while it was measured. */
  readonly lost: 'no' | 'for-a-moment' | 'for-good';
  readonly seconds: readonly CallSecond[];
}

/** What both ends counted, about a second after the one before. */
export interface CallSecond {
  /** Since the call was connected. */
  readonly second: number;
  readonly sending: Moment;
  readonly receiving: Moment;
  /** How long a message took there and back; undefined while none came back. */
  readonly dataRoundTripMs: number | undefined;
}

const limits = thresholds.call;

const sent = ({ sending }: CallSecond, kind: Sent['kind']) => sending.sent.find((one) => one.kind === kind);
const received = ({ receiving }: CallSecond, kind: Received['kind']) =>
  receiving.received.find((one) => one.kind === kind);

/** Judges a call by what was counted: whether it connected, whether media came, and how well. */
export function judgeCall(call: CallRecord): Finding[] {
  const { phases, seconds } = call;
  if (phases.connectMs === undefined) {
    const evidence = { waitedS: limits.giveUpMs / 1000, ...withUnknown({ ...phases }) };
    return [finding(phases.iceMs === undefined ? 'call.not-connected' : 'call.dtls-stuck', evidence)];
  }
  const evidence = evidenceOf(call);
  const broken =
    call.lost === 'no' ? [...withoutMedia(call, evidence), ...frozen(call, evidence)] : [lost(call, evidence)];
  const notes = [
    ...(call.picture === 'drawn' ? [finding('call.synthetic', { sound: call.sound })] : []),
    ...gaps(seconds),
  ];
  if (broken.length > 0) return [...broken, ...notes];

  const connectMs = Math.round(phases.connectMs);
  const slow =
    grade(connectMs, limits.connectMs) !== 'good' ? [finding('call.slow-connect', { connectMs, ...evidence })] : [];
  return [finding('call.good', { connectMs, fps: 0, ...evidence }), ...slow, ...poor(seconds), ...notes];
}

/** A connection that stood was lost. Checks that nobody answered say that packets went out and none came back. */
function lost({ lost, seconds }: CallRecord, evidence: Evidence): Finding {
  const checksOpen = Math.max(0, ...seconds.map(({ sending }) => sending.ways[0]?.pair.checksOpen ?? 0));
  const id = checksOpen >= 2 ? 'call.connection-lost' : 'call.disconnected';
  return finding(id, { ...evidence, checksOpen, cameBack: lost === 'for-a-moment' });
}

/** Which of picture, sound and data never came, or stayed away for long. */
function withoutMedia({ sound, seconds, phases }: CallRecord, evidence: Evidence): Finding[] {
  const silentMs = (kind: 'audio' | 'video') =>
    longestMs(seconds, (second) => {
      const stream = received(second, kind);
      return !stream || stream.figures.kbps === 0;
    });
  const [picture, voice] = [silentMs('video'), silentMs('audio')];
  const data = longestMs(seconds, ({ dataRoundTripMs }) => dataRoundTripMs === undefined);
  const missing = (what: string, silentForMs: number) =>
    finding('call.no-media', { ...evidence, what, silentS: rounded(silentForMs / 1000) }, what);
  return [
    // A picture that came and stopped is frozen, and judged there.
    ...(phases.firstFrameMs === undefined ? [missing('picture', picture)] : []),
    ...(sound !== 'none' && voice >= limits.noBytesMs.bad ? [missing('sound', voice)] : []),
    ...(data >= limits.noBytesMs.bad ? [missing('data', data)] : []),
  ];
}

/** The picture stood still: once for longer than a second, or again and again. A single short stop is no matter. */
function frozen({ seconds, phases }: CallRecord, evidence: Evidence): Finding[] {
  if (phases.firstFrameMs === undefined) return [];
  const judged = judgedOf(seconds);
  const figures = judged.map((second) => received(second, 'video')?.figures);
  // The browser counts a freeze when it is over; one that still lasts is seen by frames that do not come.
  const stillMs = longestMs(judged, (second) => (received(second, 'video')?.figures.stillMs ?? 0) > 0);
  const longest = most([stillMs, ...figures.map((one) => one?.meanFreezeMs)]) ?? 0;
  const frozenPercents = figures.map((one) => one?.frozenPercent);
  const isOften = alarms(frozenPercents.map((share) => share !== undefined && share > limits.frozenPercent.bad));
  if (longest <= limits.longestFreezeMs.bad && !isOften.includes(true)) return [];
  return [
    finding('call.frozen', {
      ...evidence,
      stillS: rounded(longest / 1000),
      frozenPercent: roundedOrNull(mean(frozenPercents)),
    }),
  ];
}

/** What a verdict stands on: the last seconds, without the first ones, while sizes and rates still grow, and without gaps. */
function judgedOf(seconds: readonly CallSecond[]): readonly CallSecond[] {
  const steady = seconds.filter(
    ({ second, receiving, sending }) => second > limits.warmUpS && !receiving.isGap && !sending.isGap,
  );
  return windowOf(steady);
}

/** A figure that is graded: raised by the alarm over single seconds, or by the mean over all. */
interface Quality {
  readonly id: FindingId;
  readonly limits: Limits;
  readonly by: 'second' | 'mean';
  /** What the figure is called in the evidence. */
  readonly name: string;
  readonly figure: (second: CallSecond) => number | undefined;
}

/** What works, and not well. All of it is a look worth, none of it breaks a call by itself. */
const qualities: readonly Quality[] = [
  {
    id: 'call.cpu-limited',
    limits: limits.cpuLimitedPercent,
    by: 'second',
    name: 'limitedPercent',
    figure: (second) => sent(second, 'video')?.figures.cpuLimitedPercent,
  },
  {
    id: 'call.encode-slow',
    limits: limits.codecBudgetPercent,
    by: 'second',
    name: 'budgetPercent',
    figure: (second) => sent(second, 'video')?.figures.encodeBudgetPercent,
  },
  {
    id: 'call.decode-slow',
    limits: limits.codecBudgetPercent,
    by: 'second',
    name: 'budgetPercent',
    figure: (second) => received(second, 'video')?.figures.decodeBudgetPercent,
  },
  {
    id: 'call.sound-concealed',
    limits: limits.concealmentPercent,
    by: 'second',
    name: 'concealedPercent',
    figure: (second) => received(second, 'audio')?.figures.concealedPercent,
  },
  {
    id: 'call.jitter-buffer',
    limits: limits.jitterBufferMs,
    by: 'second',
    name: 'bufferMs',
    figure: (second) => most(second.receiving.received.map(({ figures }) => figures.jitterBufferMs)),
  },
  {
    id: 'call.loss',
    limits: limits.lossPercent,
    by: 'mean',
    name: 'lossPercent',
    figure: (second) => most(second.receiving.received.map(({ figures }) => figures.lossPercent)),
  },
  {
    id: 'call.dropped',
    limits: limits.droppedPercent,
    by: 'mean',
    name: 'droppedPercent',
    figure: (second) => received(second, 'video')?.figures.droppedPercent,
  },
  {
    id: 'call.picture-lost',
    limits: limits.pliPerSecond,
    by: 'mean',
    name: 'perSecond',
    figure: (second) => received(second, 'video')?.figures.pliPerSecond,
  },
];

function poor(seconds: readonly CallSecond[]): Finding[] {
  const judged = judgedOf(seconds);
  const graded = qualities.flatMap(({ id, limits, by, name, figure }) => {
    const figures = judged.map(figure);
    const figureMean = mean(figures);
    const isRaised =
      by === 'mean'
        ? figureMean !== undefined && grade(figureMean, limits) !== 'good'
        : alarms(figures.map((one) => (one === undefined ? undefined : grade(one, limits) !== 'good'))).includes(true);
    if (!isRaised || figureMean === undefined) return [];
    return finding(id, {
      [name]: rounded(figureMean),
      most: rounded(most(figures) ?? figureMean),
      grade: grade(figureMean, limits),
    });
  });
  return [...graded, ...lowRate(judged), ...bandwidthLimited(judged), ...switches(judged)];
}

/** Fewer pictures arrive than the source gives. Seconds in which none came are the matter of “frozen”. */
function lowRate(judged: readonly CallSecond[]): Finding[] {
  const rates = judged.map((second) => {
    const fps = received(second, 'video')?.figures.fps;
    const sourceFps = sent(second, 'video')?.source.fps;
    return fps && sourceFps ? { fps, sourceFps } : undefined;
  });
  const isLow = rates.map((rate) => rate && rate.fps < rate.sourceFps * thresholds.camera.leastRateShare);
  if (!alarms(isLow).includes(true)) return [];
  const [fps, sourceFps] = [mean(rates.map((rate) => rate?.fps)), mean(rates.map((rate) => rate?.sourceFps))];
  return [finding('call.low-fps', { fps: rounded(fps ?? 0), sourceFps: rounded(sourceFps ?? 0) })];
}

/**
 * The sender holds back at the end, for want of bandwidth. At the beginning of each call it does, since it has to find out
 * first how much goes through; as long as its estimate grows by a tenth, that is what happens.
 */
function bandwidthLimited(judged: readonly CallSecond[]): Finding[] {
  const shares = judged.map((second) => sent(second, 'video')?.figures.bandwidthLimitedPercent);
  const isLimited = alarms(shares.map((share) => (share === undefined ? undefined : share > 0))).at(-1) === true;
  const known = judged.flatMap(({ sending }) => sending.ways[0]?.pair.availableOutgoingKbps ?? []);
  const [first, last] = [known[0], known.at(-1)];
  const isGrowing = first !== undefined && last !== undefined && last > first * 1.1;
  if (!isLimited || isGrowing) return [];
  return [
    finding('call.bandwidth-limited', {
      limitedPercent: rounded(mean(shares) ?? 0),
      ...withUnknown({ availableKbps: last }),
    }),
  ];
}

/** Packets changed their way again and again. */
function switches(judged: readonly CallSecond[]): Finding[] {
  const times = judged.filter(({ sending }) => sending.ways.some(({ isSwitched }) => isSwitched)).length;
  return grade(times, limits.pairSwitches) === 'good' ? [] : [finding('call.pair-switches', { times })];
}

/** Times of which nothing is known. */
function gaps(seconds: readonly CallSecond[]): Finding[] {
  const missed = seconds.flatMap(({ receiving }, index) =>
    receiving.isGap ? receiving.timestamp - (seconds[index - 1]?.receiving.timestamp ?? receiving.timestamp) : [],
  );
  if (missed.length === 0) return [];
  return [finding('call.gap', { missedS: rounded((sum(missed) ?? 0) / 1000), times: missed.length })];
}

/** The longest time in a row of which something holds, by the later clock: that of a connection that is gone stands still. */
function longestMs(seconds: readonly CallSecond[], holds: (second: CallSecond) => boolean): number {
  let longest = 0;
  let sinceMs: number | undefined;
  let beforeMs: number | undefined;
  for (const second of seconds) {
    const nowMs = Math.max(second.sending.timestamp, second.receiving.timestamp);
    if (second.receiving.isGap || !holds(second)) sinceMs = undefined;
    else {
      sinceMs ??= beforeMs ?? nowMs;
      longest = Math.max(longest, nowMs - sinceMs);
    }
    beforeMs = nowMs;
  }
  return longest;
}

/** The figures of the whole call, as means over what was judged: for whoever wants to know it all. */
function evidenceOf({ picture, sound, phases, seconds }: CallRecord): Evidence {
  const judged = judgedOf(seconds);
  const of = (figures: (second: CallSecond) => object | undefined) => summary(judged.map(figures));
  const groups = {
    pictureSent: of((second) => sent(second, 'video')?.figures),
    pictureSource: of((second) => sent(second, 'video')?.source),
    pictureArrival: of((second) => sent(second, 'video')?.arrival),
    pictureReceived: of((second) => received(second, 'video')?.figures),
    soundSent: of((second) => sent(second, 'audio')?.figures),
    soundSource: of((second) => sent(second, 'audio')?.source),
    soundArrival: of((second) => sent(second, 'audio')?.arrival),
    // Nobody listens to the other end, so its loudness would be that of a muted video.
    soundReceived: of((second) => ({ ...received(second, 'audio')?.figures, levelDbfs: undefined })),
    playout: of((second) => received(second, 'audio')?.playout),
    way: of(({ sending }) => sending.ways[0]?.pair),
    transport: of(({ sending }) => sending.ways[0]?.transport),
    localCandidate: of(({ sending }) => sending.ways[0]?.local),
    remoteCandidate: of(({ sending }) => sending.ways[0]?.remote),
  };
  const fps = mean(judged.map((second) => received(second, 'video')?.figures.fps));
  const last = judged.at(-1);
  return {
    ...withUnknown({ ...phases, fps }),
    picture,
    sound,
    pictureCodec: (last && received(last, 'video')?.codec) ?? null,
    soundCodec: (last && received(last, 'audio')?.codec) ?? null,
    dataRoundTripMs: roundedOrNull(mean(judged.map(({ dataRoundTripMs }) => dataRoundTripMs))),
    soundAheadMs: roundedOrNull(mean(judged.map(({ receiving }) => receiving.soundAheadMs))),
    ...Object.fromEntries(Object.entries(groups).filter(([, figures]) => Object.keys(figures).length > 0)),
  };
}

/** Figures that count something: their sum says more than their mean. */
const counts = new Set([
  'freezes',
  'pauses',
  'concealmentEvents',
  'resolutionChanges',
  'keyFrames',
  'hugeFrames',
  'checksSent',
  'checksAnswered',
  'discardedOnSend',
  'pairChanges',
]);

/** Figures that say what something is: their mean says nothing. */
const states = new Set(['width', 'height', 'encodingIndex']);

/** Of numbers the mean, of counts the sum, of everything else the last. */
function summary(figures: readonly (object | undefined)[]): Record<string, JsonValue> {
  const values = new Map<string, JsonValue[]>();
  for (const one of figures)
    for (const [name, value] of Object.entries(one ?? {}) as [string, JsonValue | undefined][])
      if (value !== undefined) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, all]) => {
      const numbers = all.filter((value) => typeof value === 'number');
      if (numbers.length < all.length || states.has(name)) return [name, all.at(-1)!];
      return [name, rounded((counts.has(name) ? sum(numbers) : mean(numbers)) ?? 0)];
    }),
  );
}

const rounded = (value: number) => Math.round(value * 100) / 100;
const roundedOrNull = (value: number | undefined) => (value === undefined ? null : rounded(value));

/** Numbers for the evidence: rounded, and null where unknown. */
const withUnknown = (values: Readonly<Record<string, number | undefined>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, roundedOrNull(value)]));

/** The largest of what is known. */
function most(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
