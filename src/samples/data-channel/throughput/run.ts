import type { RoundTrip } from './round-trip.js';
import type { Settings } from './settings.js';

/** One sending, from Start to its end. */
export interface Run {
  readonly settings: Settings;
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  near?: RTCDataChannel;
  /** The receiver's end: what its options are there has really been agreed on. */
  far?: RTCDataChannel;
  roundTrip?: RoundTrip;
  beganMs: number;
  /** How much will be sent: less than was asked for, if the browser refuses to take more. */
  goalBytes: number;
  sentBytes: number;
  receivedBytes: number;
  /** The most that stood in the buffer. */
  peakBytes: number;
  /** What the browser said against it. */
  refusal: string;
  drawing?: ReturnType<typeof setInterval>;
}

/** Two connections that know nothing of each other yet, and all counters at nothing. */
export function newRun(settings: Settings): Run {
  return {
    settings,
    caller: new RTCPeerConnection(),
    callee: new RTCPeerConnection(),
    beganMs: 0,
    goalBytes: settings.totalBytes,
    sentBytes: 0,
    receivedBytes: 0,
    peakBytes: 0,
    refusal: '',
  };
}
