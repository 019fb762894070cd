import type { DeviceKind } from './catalogue/opening.ts';
import { finding, type Finding } from './finding.ts';
import { abortable } from './resources.ts';
import { thresholds } from '../stats/thresholds.ts';

/** Nobody answered the browser's question in time. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError';
}

/**
 * Asks for devices. Rejects as `getUserMedia` does, with a {@link NoAnswerError} when the browser's question was not answered
 * within `thresholds.promptMs`, and with the signal's reason. What is granted too late is let go at once.
 */
export async function openMedia(constraints: MediaStreamConstraints, signal: AbortSignal): Promise<MediaStream> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new NoAnswerError('The question was not answered.')), thresholds.promptMs);
  const ended = AbortSignal.any([signal, late.signal]);
  // Without a secure context there is no mediaDevices at all: the TypeError says so, and is judged with the others.
  const asked = Promise.resolve().then(() => navigator.mediaDevices.getUserMedia(constraints));
  asked.then(
    (stream) => {
      if (ended.aborted) for (const track of stream.getTracks()) track.stop();
    },
    () => undefined,
  );
  try {
    return await abortable(asked, ended);
  } finally {
    clearTimeout(timer);
  }
}

/** What is known when a device could not be had: facts of the error and of the page it happened in. */
export interface OpeningFailure {
  readonly name: string;
  readonly message: string;
  /** Of an OverconstrainedError: the constraint that no device fulfils. */
  readonly constraint?: string;
  /** What `permissions.query` said, where the browser knows the name. */
  readonly permission?: PermissionState;
  /** Whether the frame or the response header keeps the device from this page; unknown in some browsers. */
  readonly policyAllows?: boolean;
  readonly framed: boolean;
  readonly secure: boolean;
}

/** Gathers the facts about a failure, in the page where it happened. */
export async function failureOf(kind: DeviceKind, error: unknown): Promise<OpeningFailure> {
  const { name = 'Error', message = '', constraint } = asError(error);
  const [permission, policyAllows] = [await permissionOf(kind), policyOf(kind)];
  return {
    name,
    message,
    ...(constraint ? { constraint } : {}),
    ...(permission ? { permission } : {}),
    ...(policyAllows === undefined ? {} : { policyAllows }),
    framed: window.top !== window.self,
    secure: window.isSecureContext,
  };
}

const asError = (error: unknown) =>
  typeof error === 'object' && error !== null ? (error as Partial<OverconstrainedError>) : { message: String(error) };

/** What the browser says that the person has decided; `undefined` where it does not say. */
export async function permissionOf(kind: DeviceKind): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch {
    return undefined; // some browsers know no such name
  }
}

/** Whether a frame's `allow` and the Permissions-Policy leave the device to this page. Chromium alone tells. */
export function policyOf(kind: DeviceKind): boolean | undefined {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy?.allowsFeature(kind);
}

/** Judges why a device could not be had. Media Capture and Streams, section 10.2, and what browsers write into `message`. */
export function judgeOpening(kind: DeviceKind, failure: OpeningFailure): Finding {
  const { name, message, constraint, permission, policyAllows, framed, secure } = failure;
  const evidence = { name, message, permission: permission ?? null, framed, secure };
  if (!secure) return finding('environment.insecure', evidence);
  switch (name) {
    case 'NoAnswerError':
      return finding(`${kind}.no-answer`, { ...evidence, waitedS: thresholds.promptMs / 1000 });
    case 'NotAllowedError':
      if (policyAllows === false) return finding(framed ? `${kind}.frame-blocks` : `${kind}.header-blocks`, evidence);
      if (/dismissed/i.test(message)) return finding(`${kind}.dismissed`, evidence);
      if (/by system/i.test(message)) return finding(`${kind}.system-blocks`, evidence);
      return finding(`${kind}.refused`, evidence);
    case 'NotFoundError':
      return finding(`${kind}.missing`, evidence);
    case 'NotReadableError':
      return finding(`${kind}.busy`, evidence);
    case 'OverconstrainedError':
      return finding(`${kind}.overconstrained`, { ...evidence, constraint: constraint ?? 'unknown' });
    case 'AbortError':
      return finding(`${kind}.start-failed`, evidence);
    case 'InvalidStateError':
      return finding(`${kind}.page-inactive`, evidence);
    case 'SecurityError':
    case 'TypeError':
      return finding(`${kind}.page-forbids`, evidence);
    default:
      return finding(`${kind}.unknown-error`, evidence);
  }
}
