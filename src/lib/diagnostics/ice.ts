import { abortable, Resources } from './resources.ts';
import { iceServerOf, type IceServer } from './servers.ts';

/** What is known of a candidate, as plain data and without its `ufrag`. RFC 8839, section 5.1. */
export interface CandidateFacts {
  readonly type: 'host' | 'srflx' | 'prflx' | 'relay';
  readonly protocol: 'udp' | 'tcp';
  /** An address, or a name of multicast DNS (`….local`) that hides one. */
  readonly address: string;
  readonly port: number;
  readonly foundation: string;
  /** The address it was gathered from; for a relay, what the server saw. Missing where the browser hides it. */
  readonly related?: { readonly address: string; readonly port: number };
  /** Milliseconds since gathering began. */
  readonly atMs: number;
  /** The server it came from, where the browser says so. */
  readonly url?: string;
  /** How the browser speaks with the relay. */
  readonly relayProtocol?: string;
  /** `wifi`, `ethernet`, `cellular`, `vpn`, where the browser says so. */
  readonly networkType?: string;
}

/** An `icecandidateerror`: browsers fire one for each of this machine's addresses, and one of them alone says little. */
export interface GatheringError {
  readonly code: number;
  readonly text: string;
  readonly atMs: number;
  /** From where it was asked; Chromium masks its last part. */
  readonly address?: string;
}

/** What came of gathering once. */
export interface Gathered {
  readonly candidates: readonly CandidateFacts[];
  readonly errors: readonly GatheringError[];
  /**
   * Why nothing more came: the browser was through, the time was over, what was looked for was found, or the browser did not
   * take the servers.
   */
  readonly endedBy: 'complete' | 'deadline' | 'found' | 'refused';
  readonly tookMs: number;
  /** What the browser said when it did not take the servers. */
  readonly refusal?: string;
}

interface GatherOptions {
  readonly signal: AbortSignal;
  /** Chromium alone gives up on a silent server after 40 seconds; nobody waits that long. */
  readonly giveUpMs: number;
  /** Whether this is the candidate that was looked for, so that gathering can end. */
  readonly isEnough?: (candidate: CandidateFacts) => boolean;
}

/**
 * Gathers from the given servers, or from none, in a connection of its own with a single data channel. Rejects only when the
 * signal aborts; the connection is closed in any case.
 */
export async function gather(servers: readonly IceServer[], options: GatherOptions): Promise<Gathered> {
  const { signal, giveUpMs, isEnough } = options;
  signal.throwIfAborted();
  const began = performance.now();
  const since = () => performance.now() - began;
  const candidates: CandidateFacts[] = [];
  const errors: GatheringError[] = [];
  const resources = new Resources(signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const made = construct(servers);
    if (typeof made === 'string') return { candidates, errors, endedBy: 'refused', tookMs: since(), refusal: made };
    const connection = resources.connection(made);
    const ended = new Promise<Gathered['endedBy']>((resolve) => {
      timer = setTimeout(() => resolve('deadline'), giveUpMs);
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) return resolve('complete');
        const facts = parseCandidate(candidate.candidate); // an empty one ends a generation only
        if (!facts) return;
        const { url } = candidate as { url?: string }; // Chromium has it
        const one = { ...facts, atMs: since(), ...(url ? { url } : {}) };
        candidates.push(one);
        if (isEnough?.(one)) resolve('found');
      });
      connection.addEventListener('icecandidateerror', ({ errorCode: code, errorText, address }) => {
        errors.push({ code, text: errorText ?? '', atMs: since(), ...(address ? { address } : {}) });
      });
    });
    connection.createDataChannel('gathering'); // with nothing to connect there is nothing to gather for
    await abortable(connection.setLocalDescription(), signal);
    const endedBy = await abortable(ended, signal);
    const tookMs = since();
    const stats = [...(await abortable(connection.getStats(), signal)).values()] as unknown[];
    return { candidates: candidates.map((one) => withStats(one, stats)), errors, endedBy, tookMs };
  } finally {
    clearTimeout(timer);
    resources.close();
  }
}

/** A connection, or what the browser has against the servers. */
function construct(servers: readonly IceServer[]): RTCPeerConnection | string {
  try {
    return new RTCPeerConnection({ iceServers: servers.map(iceServerOf) });
  } catch (error) {
    if (error instanceof DOMException) return `${error.name}: ${error.message}`;
    throw error;
  }
}

/**
 * Reads a candidate's line. Firefox has no `url` and no `relayProtocol` on the object, and older browsers have none of its parts:
 * the line has them all, everywhere. `undefined` for what is no candidate.
 */
export function parseCandidate(line: string): Omit<CandidateFacts, 'atMs'> | undefined {
  const [head, , protocol, , address, port, typ, type, ...rest] = line.replace(/^a=/, '').split(' ');
  if (!head?.startsWith('candidate:') || typ !== 'typ' || !address || !isType(type)) return undefined;
  const lower = protocol?.toLowerCase();
  if (lower !== 'udp' && lower !== 'tcp') return undefined;
  const after = (name: string) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
  const related = { address: after('raddr') ?? '', port: Number(after('rport')) };
  return {
    type,
    protocol: lower,
    address,
    port: Number(port),
    foundation: head.slice('candidate:'.length),
    // Where it is to be hidden, browsers write 0.0.0.0 or :: with port 0 or 9.
    ...(related.address && !/^(0\.0\.0\.0|::)$/.test(related.address) ? { related } : {}),
  };
}

const isType = (type: string | undefined): type is CandidateFacts['type'] =>
  type !== undefined && ['host', 'srflx', 'prflx', 'relay'].includes(type);

/** The members that only the statistics have, in both browsers. Webrtc-stats, section 8.21. */
interface LocalCandidateStats {
  readonly type: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly address?: string;
  readonly port?: number;
  readonly relayProtocol?: string;
  readonly networkType?: string;
}

function withStats(candidate: CandidateFacts, stats: readonly unknown[]): CandidateFacts {
  const found = (stats as readonly LocalCandidateStats[]).find(
    ({ type, candidateType, protocol, port }) =>
      type === 'local-candidate' &&
      candidateType === candidate.type &&
      protocol === candidate.protocol &&
      port === candidate.port,
  );
  const { relayProtocol, networkType } = found ?? {};
  return { ...candidate, ...(relayProtocol ? { relayProtocol } : {}), ...(networkType ? { networkType } : {}) };
}

/** What an error of gathering comes down to. */
export type ErrorKind =
  'silent' | 'unknown-host' | 'not-connected' | 'unauthorized' | 'forbidden' | 'quota' | 'other' | 'unspecified';

/**
 * Sorts an error. Below 700 it is the server's own answer, by RFC 8489 (section 14.8) and RFC 8656 (section 19); 701 is the
 * browser's word for “no answer”, and only its text says why. Firefox leaves the text empty: `unspecified`.
 */
export function kindOf({ code, text }: Pick<GatheringError, 'code' | 'text'>): ErrorKind {
  if (code === 401 || code === 441) return 'unauthorized';
  if (code === 403) return 'forbidden';
  if (code === 486 || code === 508) return 'quota';
  if (code < 700) return 'other';
  if (/lookup|resolve/i.test(text)) return 'unknown-host';
  if (/timed out/i.test(text)) return 'silent';
  if (/establish|connect/i.test(text)) return 'not-connected';
  return 'unspecified';
}

const explanations: Readonly<Record<number, string>> = {
  300: 'it sends you to another server, which the browser did not reach',
  400: 'it does not understand the request',
  401: 'it does not know this username and password',
  403: 'it forbids you to use it',
  405: 'it does not allow this kind of request',
  420: 'it does not know an extension that the browser uses',
  437: 'it has mixed this request up with an older one',
  438: 'it calls the request outdated, again and again',
  440: 'it does not lend addresses of this family',
  441: 'username and password belong to another session',
  442: 'it does not relay with this transport',
  443: 'it does not connect addresses of different families',
  446: 'it has such a connection already',
  447: 'it could not connect to the other side',
  486: 'this username has used up its share',
  500: 'it has a fault of its own',
  508: 'it has no relay address left',
};

/** What the code of a server's answer means, as the second half of a sentence. */
export const explain = (code: number) => explanations[code] ?? 'its reason has no name in the standard';
