import { expect, test } from 'vitest';
import { judgeEnvironment, type Environment } from '../../../../src/lib/diagnostics/probes/environment.ts';

const fine: Environment = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/20100101 Firefox/1',
  maxTouchPoints: 0,
  secure: true,
  framed: false,
  onLine: true,
  mediaDevices: true,
  peerConnection: true,
  audioWorklet: true,
  cameraAllowed: undefined,
  microphoneAllowed: undefined,
  adapterBrowser: 'firefox',
};
const idsOf = (more: Partial<Environment>) => judgeEnvironment({ ...fine, ...more }).map(({ id }) => id);

test('everything there', () => {
  expect(judgeEnvironment(fine)).toMatchObject([
    { id: 'environment.ready', sentence: 'Firefox on Linux has everything that calls need, and this page is secure.' },
  ]);
  expect(idsOf({ cameraAllowed: true, microphoneAllowed: true })).toEqual(['environment.ready']);
});

test.for<[string, Partial<Environment>, string[]]>([
  ['plain http', { secure: false, mediaDevices: false, audioWorklet: false }, ['environment.insecure']],
  ['a browser inside an app', { mediaDevices: false }, ['environment.no-devices-api']],
  ['WebRTC switched off', { peerConnection: false }, ['environment.no-connections-api']],
  ['no worklets', { audioWorklet: false }, ['environment.no-audio-api']],
  [
    'a policy',
    { cameraAllowed: false, microphoneAllowed: false },
    ['environment.camera-policy', 'environment.microphone-policy'],
  ],
  ['no network', { onLine: false }, ['environment.offline']],
])('%s', ([, more, ids]) => {
  expect(idsOf(more)).toEqual(ids);
});
