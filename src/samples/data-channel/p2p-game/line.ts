import { lagging } from './lag.js';
import { readMove, type Move, type Stamp } from './message.js';
import { createPulse } from './pulse.js';
import { countRate } from './rate.js';
import { rateLimit } from './room.js';

type WithoutStamp<Full> = Full extends Stamp ? Omit<Full, keyof Stamp> : never;

/** One end of the channel that carries the moves. */
export interface Line {
  readonly channel: RTCDataChannel;
  send(move: WithoutStamp<Move>): void;
  readonly roundTripMs: number | undefined;
  readonly lostPercent: number | undefined;
  readonly sentPerS: number;
}

/** What a line needs to know, and what it tells. */
export interface LineEvents {
  readonly isLagging: () => boolean;
  /** Takes the newest move of the other side, and answers whether it is one that the other side may make. */
  readonly move: (move: Move) => boolean;
  /** The other side sent what is no move, or far too many. */
  readonly broken: () => void;
}

/** What a channel for moves is opened with: a lost move is not sent again, and none waits for it. The next one is newer anyway. */
export const forMoves: RTCDataChannelInit = { ordered: false, maxRetransmits: 0 };

/** Sends and takes moves over a channel. */
export function openLine(channel: RTCDataChannel, { isLagging, move, broken }: LineEvents): Line {
  const pulse = createPulse();
  const rate = countRate(60);
  const isWithinRate = rateLimit(300); // sixty are honest, and after a break of the network many come at once
  let sentPerS = 0;

  const take = lagging(isLagging, (data: unknown) => {
    if (channel.readyState !== 'open') return;
    const read = readMove(data);
    if (!read || (pulse.take(read, performance.now()) && !move(read))) broken();
  });
  channel.addEventListener('message', ({ data }) => {
    if (isWithinRate()) take(data);
    else broken();
  });
  const post = lagging(isLagging, (text: string) => {
    // A line that is stuck gets no more: these moves would be old when they leave.
    if (channel.readyState === 'open' && channel.bufferedAmount < 10_000) channel.send(text);
  });
  return {
    channel,
    send(next) {
      if (channel.readyState !== 'open') return;
      const nowMs = performance.now();
      sentPerS = rate(nowMs);
      post(JSON.stringify({ ...pulse.stamp(nowMs), ...next }));
    },
    get roundTripMs() {
      return pulse.roundTripMs;
    },
    get lostPercent() {
      return pulse.lostPercent;
    },
    get sentPerS() {
      return sentPerS;
    },
  };
}
