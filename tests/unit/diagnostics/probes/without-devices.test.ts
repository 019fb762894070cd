import { afterEach, expect, test, vi } from 'vitest';
import type { Finding } from '../../../../src/lib/diagnostics/finding.ts';
import type { Learned, Probe, ProbeContext } from '../../../../src/lib/diagnostics/probe.ts';
import { cameraCapture } from '../../../../src/lib/diagnostics/probes/camera-capture.ts';
import { cameraResolutions } from '../../../../src/lib/diagnostics/probes/camera-resolutions.ts';
import { codecs } from '../../../../src/lib/diagnostics/probes/codecs.ts';
import { echo } from '../../../../src/lib/diagnostics/probes/echo.ts';
import { microphoneLevel } from '../../../../src/lib/diagnostics/probes/microphone-level.ts';
import { speaker } from '../../../../src/lib/diagnostics/probes/speaker.ts';

// Node has no cameras and no sound: what the checks of devices say where there is nothing to measure.

afterEach(() => vi.unstubAllGlobals());

async function found(probe: Probe, learned: Learned = {}): Promise<Finding[]> {
  const context: ProbeContext = {
    signal: new AbortController().signal,
    devices: {},
    kinds: { camera: true, microphone: true },
    iceServers: [],
    peerServer: '',
    learned,
    say: () => undefined,
    show: () => undefined,
    ask: () => Promise.resolve(undefined),
  };
  const findings: Finding[] = [];
  for await (const finding of probe.run(context)) findings.push(finding);
  return findings;
}

test.for([
  [cameraCapture, 'camera.not-tried'],
  [cameraResolutions, 'resolutions.not-tried'],
  [microphoneLevel, 'microphone.not-tried'],
  [echo, 'echo.not-tried'],
] as const)('after a failed permission: $1', async ([probe, id]) => {
  expect(await found(probe, { camera: 'failed', microphone: 'failed' })).toMatchObject([{ id, verdict: 'skip' }]);
});

/** A device that opens at once. */
function device() {
  const stop = vi.fn<() => void>();
  const track = { stop };
  vi.stubGlobal('navigator', {
    mediaDevices: { getUserMedia: () => Promise.resolve({ getTracks: () => [track] }) },
  });
  return stop;
}

test('a microphone that opens in a browser without sound is closed again', async () => {
  const stop = device();
  expect(await found(microphoneLevel)).toMatchObject([{ id: 'microphone.audio-suspended', verdict: 'not-measurable' }]);
  expect(stop).toHaveBeenCalledOnce();
});

test('a camera that opens in a browser that does not tell of frames is closed again', async () => {
  const stop = device();
  vi.stubGlobal('HTMLVideoElement', { prototype: {} });
  const [finding] = await found(cameraCapture);
  expect(finding).toMatchObject({ id: 'camera.not-measurable', verdict: 'not-measurable' });
  expect(finding?.sentence).toContain('does not tell when a picture comes');
  expect(stop).toHaveBeenCalledOnce();
});

test('no sound: nothing is played, and no echo is looked for', async () => {
  expect(await found(speaker)).toMatchObject([{ id: 'speaker.audio-suspended', verdict: 'not-measurable' }]);
  expect(await found(echo)).toMatchObject([{ id: 'echo.not-measurable', verdict: 'not-measurable' }]);
});

test('no WebRTC: no codecs', async () => {
  expect(await found(codecs)).toMatchObject([{ id: 'codecs.not-measurable' }]);
});
