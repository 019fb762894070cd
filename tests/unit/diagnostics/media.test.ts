import { describe, expect, test, vi } from 'vitest';
import { judgeOpening, type OpeningFailure } from '../../../src/lib/diagnostics/media.ts';
import type { ProbeContext } from '../../../src/lib/diagnostics/probe.ts';
import { judgeLabels, permissions } from '../../../src/lib/diagnostics/probes/permissions.ts';

const failure = (name: string, more: Partial<OpeningFailure> = {}): OpeningFailure => ({
  name,
  message: '',
  framed: false,
  secure: true,
  ...more,
});

// Messages as Chromium and Firefox write them.
describe.for(['camera', 'microphone'] as const)('%s', (kind) => {
  test.for<[string, OpeningFailure]>([
    ['no-answer', failure('NoAnswerError')],
    ['refused', failure('NotAllowedError', { message: 'Permission denied', permission: 'denied' })],
    [
      'refused',
      failure('NotAllowedError', {
        message: 'The request is not allowed by the user agent or the platform in the current context.',
        permission: 'prompt',
      }),
    ],
    ['dismissed', failure('NotAllowedError', { message: 'Permission dismissed' })],
    ['system-blocks', failure('NotAllowedError', { message: 'Permission denied by system', permission: 'granted' })],
    ['header-blocks', failure('NotAllowedError', { message: 'Permission denied', policyAllows: false })],
    ['frame-blocks', failure('NotAllowedError', { message: 'Permission denied', policyAllows: false, framed: true })],
    ['missing', failure('NotFoundError', { message: 'Requested device not found' })],
    ['busy', failure('NotReadableError', { message: 'Could not start video source' })],
    ['overconstrained', failure('OverconstrainedError', { constraint: 'deviceId' })],
    ['start-failed', failure('AbortError')],
    ['page-inactive', failure('InvalidStateError')],
    ['page-forbids', failure('SecurityError')],
    ['page-forbids', failure('TypeError', { message: 'Cannot read properties of undefined' })],
    ['unknown-error', failure('StrangeError')],
  ])('%s', ([outcome, seen]) => {
    const found = judgeOpening(kind, seen);
    expect(found).toMatchObject({ id: `${kind}.${outcome}`, verdict: 'fail' });
    expect(found.sentence).not.toMatch(/[{}]|undefined/);
    expect(found.evidence).toMatchObject({ name: seen.name });
  });
});

test('without a secure context, the address is the cause, whatever the error says', () => {
  expect(judgeOpening('camera', failure('TypeError', { secure: false })).id).toBe('environment.insecure');
});

test('an OverconstrainedError names what no device can do', () => {
  expect(judgeOpening('camera', failure('OverconstrainedError', { constraint: 'deviceId' })).sentence).toContain(
    '“deviceId”',
  );
});

test('names are hidden only if there are devices and none has a name', () => {
  expect(
    judgeLabels([
      { kind: 'videoinput', label: '' },
      { kind: 'audioinput', label: '' },
    ]),
  ).toMatchObject([{ id: 'permissions.labels-hidden', evidence: { count: 2 } }]);
  expect(
    judgeLabels([
      { kind: 'videoinput', label: 'Cam' },
      { kind: 'audioinput', label: '' },
    ]),
  ).toEqual([]);
  expect(judgeLabels([{ kind: 'audiooutput', label: '' }])).toEqual([]);
  expect(judgeLabels([])).toEqual([]);
});

describe('the check of permissions', () => {
  const idsOf = async (context: Partial<ProbeContext>) => {
    const ids: string[] = [];
    const whole = {
      signal: new AbortController().signal,
      devices: {},
      learned: {},
      say: () => undefined,
      ...context,
    } as ProbeContext;
    for await (const { id } of permissions.run(whole)) ids.push(id);
    return ids;
  };

  test('asks for each kind alone, and tells later checks what came of it', async () => {
    const asked: MediaStreamConstraints[] = [];
    const stopped: string[] = [];
    vi.stubGlobal('window', { isSecureContext: true });
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', {
      mediaDevices: {
        getUserMedia: (constraints: MediaStreamConstraints) => {
          asked.push(constraints);
          if (constraints.video) return Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
          return Promise.resolve({ getTracks: () => [{ stop: () => stopped.push('microphone') }] });
        },
        enumerateDevices: () => Promise.resolve([]),
      },
    });
    const learned = {};
    expect(await idsOf({ kinds: { camera: true, microphone: true }, learned, devices: { microphoneId: 'x' } })).toEqual(
      ['camera.missing', 'microphone.granted'],
    );
    expect(asked).toEqual([{ video: true }, { audio: { deviceId: { exact: 'x' } } }]);
    expect(stopped).toEqual(['microphone']);
    expect(learned).toEqual({ camera: 'failed', microphone: 'granted' });
    vi.unstubAllGlobals();
  });

  test('that works says so for the camera, too', async () => {
    vi.stubGlobal('navigator', {
      mediaDevices: {
        getUserMedia: () => Promise.resolve({ getTracks: () => [] }),
        enumerateDevices: () => Promise.resolve([]),
      },
    });
    expect(await idsOf({ kinds: { camera: true, microphone: false } })).toEqual(['camera.granted']);
    vi.unstubAllGlobals();
  });

  test('asks nobody when nothing of the kind was chosen', async () => {
    expect(await idsOf({ kinds: { camera: false, microphone: false } })).toEqual(['permissions.not-asked']);
  });
});
