import adapter from 'webrtc-adapter';
import { browserName } from '../browser-name.ts';
import { finding, type Finding } from '../finding.ts';
import { policyOf } from '../media.ts';
import type { Probe } from '../probe.ts';

/** What a browser offers, by name and not by version. */
export interface Environment {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  readonly secure: boolean;
  readonly framed: boolean;
  readonly onLine: boolean;
  readonly mediaDevices: boolean;
  readonly peerConnection: boolean;
  readonly audioWorklet: boolean;
  /** `undefined` where the browser does not tell. */
  readonly cameraAllowed: boolean | undefined;
  readonly microphoneAllowed: boolean | undefined;
  /** The browser that webrtc-adapter believes to see. */
  readonly adapterBrowser: string;
}

/** Judges what has to be there before anything else can work. */
export function judgeEnvironment(seen: Environment): Finding[] {
  const { browser, system } = browserName(seen.userAgent, seen.maxTouchPoints);
  const evidence = {
    browser,
    system,
    adapterBrowser: seen.adapterBrowser,
    secure: seen.secure,
    framed: seen.framed,
    onLine: seen.onLine,
    mediaDevices: seen.mediaDevices,
    peerConnection: seen.peerConnection,
    audioWorklet: seen.audioWorklet,
  };
  const findings: Finding[] = [];
  if (!seen.secure) findings.push(finding('environment.insecure', evidence));
  else if (!seen.mediaDevices) findings.push(finding('environment.no-devices-api', evidence));
  if (!seen.peerConnection) findings.push(finding('environment.no-connections-api', evidence));
  if (seen.secure && !seen.audioWorklet) findings.push(finding('environment.no-audio-api', evidence));
  if (seen.cameraAllowed === false) findings.push(finding('environment.camera-policy', evidence));
  if (seen.microphoneAllowed === false) findings.push(finding('environment.microphone-policy', evidence));
  if (!seen.onLine) findings.push(finding('environment.offline', evidence));
  return findings.length > 0 ? findings : [finding('environment.ready', evidence)];
}

/** Looks at what the browser offers to this page. */
export const environment: Probe = {
  id: 'environment',
  title: 'Browser and page',
  group: 'basics',
  load: 'light',
  timeoutMs: 5000,
  // eslint-disable-next-line @typescript-eslint/require-await -- a check is a generator that may wait; this one need not
  async *run() {
    yield* judgeEnvironment({
      userAgent: navigator.userAgent,
      maxTouchPoints: navigator.maxTouchPoints,
      secure: isSecureContext,
      framed: window.top !== window.self,
      onLine: navigator.onLine,
      mediaDevices: navigator.mediaDevices !== undefined,
      peerConnection: typeof RTCPeerConnection === 'function',
      audioWorklet: typeof AudioWorkletNode === 'function',
      cameraAllowed: policyOf('camera'),
      microphoneAllowed: policyOf('microphone'),
      adapterBrowser: adapter.browserDetails.browser,
    });
  },
};
