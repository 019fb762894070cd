import type { Figures } from './figures.js';
import { parametersOf, type Wishes } from './opus-parameters.js';

/** All that a person can ask of the call. */
export interface Asked extends Wishes {
  /** `opus`. */
  readonly codec: string;
  /** Each packet travels once more inside of the next. */
  readonly red: boolean;
  /** Nothing where the browser may decide. */
  readonly limitKbps: number | undefined;
}

/** One thing that was asked for, what became of it, and whether that is something else. */
export interface Compared {
  readonly what: string;
  readonly asked: string;
  readonly got: string;
  readonly differs: boolean;
}

/** Puts what was asked beside what was got. `sendsRed` is what the sender says of itself, since the statistics do not. */
export function compare(asked: Asked, got: Figures, sendsRed: boolean): Compared[] {
  const { codec, format, sentKbps, packetsPerSecond } = got;
  const isOpus = asked.codec === 'opus';
  const gotFormat = format === undefined ? undefined : parametersOf(format);
  const flag = (what: string, wish: boolean, has: boolean | undefined): Compared => {
    if (!isOpus) return { what, asked: '–', got: '–', differs: false };
    return { what, asked: yes(wish), got: has === undefined ? 'unknown' : yes(has), differs: has === !wish };
  };
  const parameter = (name: string) => (gotFormat === undefined ? undefined : gotFormat.get(name) === '1');
  const packetMs = packetsPerSecond ? 1000 / packetsPerSecond : undefined;
  const { limitKbps } = asked;
  return [
    {
      what: 'Codec',
      asked: asked.codec,
      got: codec?.replace('audio/', '') ?? 'unknown',
      differs: codec !== undefined && codec.toLowerCase() !== `audio/${asked.codec.toLowerCase()}`,
    },
    {
      what: 'Bitrate',
      asked: limitKbps === undefined ? 'as the browser likes' : `at most ${limitKbps} kbps`,
      got: sentKbps === undefined ? 'unknown' : `${Math.round(sentKbps)} kbps`,
      differs: limitKbps !== undefined && sentKbps !== undefined && sentKbps > limitKbps * 1.3,
    },
    {
      what: 'Sound in a packet',
      asked: `${asked.packetMs} ms`,
      got: packetMs === undefined ? 'unknown' : `${Math.round(packetMs)} ms, by the packets of a second`,
      // With pauses there are fewer packets, however long each of them is.
      differs: !(isOpus && asked.dtx) && packetMs !== undefined && Math.abs(packetMs / asked.packetMs - 1) > 0.3,
    },
    flag('Stereo', asked.stereo, parameter('stereo')),
    flag('Pauses (DTX)', asked.dtx, parameter('usedtx')),
    flag('Repair (FEC)', asked.fec, parameter('useinbandfec')),
    flag('Twice (RED)', asked.red, sendsRed),
  ];
}

const yes = (is: boolean) => (is ? 'yes' : 'no');
