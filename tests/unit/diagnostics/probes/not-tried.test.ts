import { afterEach, expect, test, vi } from 'vitest';
import type { Probe, ProbeContext } from '../../../../src/lib/diagnostics/probe.ts';
import { cameraCapture } from '../../../../src/lib/diagnostics/probes/camera-capture.ts';
import { cameraResolutions } from '../../../../src/lib/diagnostics/probes/camera-resolutions.ts';
import { echo } from '../../../../src/lib/diagnostics/probes/echo.ts';
import { microphoneLevel } from '../../../../src/lib/diagnostics/probes/microphone-level.ts';
import { speaker } from '../../../../src/lib/diagnostics/probes/speaker.ts';

afterEach(() => vi.unstubAllGlobals());

async function findingsOf(probe: Probe, more: Partial<ProbeContext> = {}) {
  const context = {
    signal: new AbortController().signal,
    devices: {},
    learned: {},
    say: () => undefined,
    show: () => undefined,
    ask: () => Promise.resolve(undefined),
    ...more,
  } as unknown as ProbeContext;
  const found = [];
  for await (const { id, verdict } of probe.run(context)) found.push([id, verdict]);
  return found;
}

test('what was refused already is not asked for again', async () => {
  const learned = { camera: 'failed', microphone: 'failed' } as const;
  for (const [probe, id] of [
    [cameraCapture, 'camera.not-tried'],
    [cameraResolutions, 'resolutions.not-tried'],
    [microphoneLevel, 'microphone.not-tried'],
    [echo, 'echo.not-tried'],
  ] as const)
    expect(await findingsOf(probe, { learned })).toEqual([[id, 'skip']]);
});

test('a browser whose sound never starts: not measurable, and nothing hangs', async () => {
  const closed = vi.fn(() => Promise.resolve());
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly state = 'suspended';
      readonly resume = () => new Promise(() => undefined); // neither yes nor no
      readonly close = closed;
    },
  );
  const stopped = vi.fn();
  const track = { kind: 'audio', label: '', stop: stopped, getSettings: () => ({}), addEventListener: () => undefined };
  vi.stubGlobal('navigator', {
    userActivation: { hasBeenActive: true },
    mediaDevices: {
      getUserMedia: () => Promise.resolve({ getTracks: () => [track], getAudioTracks: () => [track] }),
    },
  });
  expect(await findingsOf(speaker)).toEqual([['speaker.audio-suspended', 'not-measurable']]);
  expect(await findingsOf(microphoneLevel)).toEqual([['microphone.audio-suspended', 'not-measurable']]);
  expect(closed).toHaveBeenCalledTimes(2);
  expect(stopped).toHaveBeenCalled();
});
