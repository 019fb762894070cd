import type { FindingId } from './catalogue/index.ts';
import type { Finding, JsonValue } from './finding.ts';
import type { IceServer } from './servers.ts';

/** The checks that exist, in the order in which their causes build upon each other: what fails first explains what fails later. */
export const probeIds = [
  'environment',
  'permissions',
  'camera-capture',
  'camera-resolutions',
  'microphone-level',
  'speaker',
  'echo',
  'codecs',
  'signaling',
  'interfaces',
  'ice-servers',
  'nat',
  'loopback-call',
  'relay-call',
  'throughput',
] as const;
export type ProbeId = (typeof probeIds)[number];

/** What a person chooses to have checked. `basics` belongs to every choice. */
export type ProbeGroup = 'basics' | 'camera' | 'microphone' | 'speaker' | 'echo' | 'network' | 'connection';

/** One check. Measuring is its business; what was measured is judged by a pure function beside it. */
export interface Probe {
  readonly id: ProbeId;
  /** What its card is called: two or three words. */
  readonly title: string;
  readonly group: ProbeGroup;
  /**
   * A heavy check uses a camera, a microphone, the speaker or the processor, and never runs beside another heavy one. A light
   * one mostly waits for an answer, and runs beside anything.
   */
  readonly load: 'light' | 'heavy';
  /** The checks that have to be over, if they were chosen, because this one uses what they learned. */
  readonly after?: readonly ProbeId[];
  /** The time after which the runner ends it, in milliseconds. The questions to a person count too. */
  readonly timeoutMs: number;
  /** Measures, and yields each finding as soon as it is known. Everything opened is closed in `finally` and when the signal aborts. */
  run(context: ProbeContext): AsyncIterable<Finding>;
}

/** What a check may use, and how it speaks with the person while it runs. */
export interface ProbeContext {
  /** Aborted by Cancel, by leaving the page, and by the deadline. */
  readonly signal: AbortSignal;
  /** Which devices the person chose; without one, the browser's default. */
  readonly devices: DeviceChoice;
  /** Which of the two the person wants to have checked. */
  readonly kinds: { readonly camera: boolean; readonly microphone: boolean };
  /** One entry for each URL the person gave. They never leave the memory of the page. */
  readonly iceServers: readonly IceServer[];
  /** Where this site's own peer server would answer, without a last slash: `https://host:port`. */
  readonly peerServer: string;
  /** What earlier checks found out, for later ones. */
  readonly learned: Learned;
  /** One sentence on what happens right now, for the progress bar and the card. */
  readonly say: (sentence: string) => void;
  /** Puts a picture on the card. The same `key` again replaces or continues it. */
  readonly show: (view: View) => void;
  /** Asks the person; `undefined` if the time is over before an answer. */
  readonly ask: (question: Question) => Promise<string | undefined>;
}

export interface DeviceChoice {
  readonly cameraId?: string;
  readonly microphoneId?: string;
  readonly speakerId?: string;
}

/** What became of asking for a device. `skipped`: nobody asked for it. */
export type DeviceAccess = 'granted' | 'failed' | 'skipped';

/** Written by one check each, read by those that run after it. */
export interface Learned {
  camera?: DeviceAccess;
  microphone?: DeviceAccess;
  /** Whether the person heard the tones of the speaker; absent if nobody said so. */
  speakerHeard?: boolean;
  /** What each server did, in the order of `iceServers`. */
  servers?: readonly ServerOutcome[];
}

/** What the check of a server learned of it. */
export interface ServerOutcome {
  readonly server: IceServer;
  /** Whether it answered with what it is for: an own address as others see it (STUN), or a relay address (TURN). */
  readonly works: boolean;
  /** Which finding its check ended with. */
  readonly found: FindingId;
}

/** A question with its answers as buttons. */
export interface Question {
  readonly text: string;
  readonly answers: readonly { readonly value: string; readonly label: string }[];
  readonly timeoutMs: number;
}

/** What can be seen on a card, as plain data. */
export type View =
  | { readonly kind: 'stream'; readonly key: string; readonly label: string; readonly stream: MediaStream }
  /** Loudness right now, one entry for each channel, in dBFS (0 is the loudest; digital silence is -Infinity). */
  | { readonly kind: 'level'; readonly key: string; readonly label: string; readonly channels: readonly Level[] }
  /** Something to listen to again. */
  | { readonly kind: 'recording'; readonly key: string; readonly label: string; readonly blob: Blob }
  | {
      readonly kind: 'table';
      readonly key: string;
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | number | undefined)[])[];
    }
  /** A bar for each row, as long as its value is large. */
  | {
      readonly kind: 'bars';
      readonly key: string;
      readonly caption: string;
      readonly bars: readonly { readonly label: string; readonly value: number; readonly text: string }[];
    }
  /** The way of a packet, from left to right: this machine, what stands between, the server. */
  | {
      readonly kind: 'route';
      readonly key: string;
      readonly caption: string;
      readonly stops: readonly { readonly label: string; readonly detail: string }[];
    }
  /** One moment of a running graph: a value for each series, `undefined` where it is not known. */
  | {
      readonly kind: 'graph';
      readonly key: string;
      readonly caption: string;
      readonly unit: string;
      readonly second: number;
      readonly values: Readonly<Record<string, number | undefined>>;
    };

export interface Level {
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
}

export type { Finding, JsonValue, IceServer };
