import { finding, type Finding } from '../finding.ts';
import { failureOf, judgeOpening, openMedia } from '../media.ts';
import type { DeviceKind } from '../catalogue/opening.ts';
import type { Probe, ProbeContext } from '../probe.ts';

/** A device as `enumerateDevices` lists it. */
type Listed = Pick<MediaDeviceInfo, 'kind' | 'label'>;

/** Judges whether the browser still hides what the devices are called. */
export function judgeLabels(devices: readonly Listed[]): Finding[] {
  const inputs = devices.filter(({ kind }) => kind !== 'audiooutput');
  const named = inputs.some(({ label }) => label !== '');
  return inputs.length > 0 && !named ? [finding('permissions.labels-hidden', { count: inputs.length })] : [];
}

/** Asks for the camera and for the microphone, each alone: so one that is missing or refused takes nothing from the other. */
export const permissions: Probe = {
  id: 'permissions',
  title: 'Permissions',
  group: 'basics',
  load: 'heavy',
  after: ['environment'],
  timeoutMs: 45_000,
  async *run(context) {
    const { kinds, learned } = context;
    learned.camera = learned.microphone = 'skipped';
    if (!kinds.camera && !kinds.microphone) yield finding('permissions.not-asked');
    // Side by side two questions would hide each other.
    if (kinds.camera) yield* ask('camera', context);
    if (kinds.microphone) yield* ask('microphone', context);
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    yield* judgeLabels(devices);
  },
};

async function* ask(kind: DeviceKind, { signal, devices, learned, say }: ProbeContext): AsyncIterable<Finding> {
  say(`If the browser asks whether this page may use the ${kind}, choose “Allow”.`);
  const id = kind === 'camera' ? devices.cameraId : devices.microphoneId;
  const wish = id ? { deviceId: { exact: id } } : true;
  const began = performance.now();
  try {
    const stream = await openMedia(kind === 'camera' ? { video: wish } : { audio: wish }, signal);
    for (const track of stream.getTracks()) track.stop();
    learned[kind] = 'granted';
    yield finding(`${kind}.granted`, { openedMs: Math.round(performance.now() - began) });
  } catch (error) {
    signal.throwIfAborted();
    learned[kind] = 'failed';
    yield judgeOpening(kind, await failureOf(kind, error));
  }
}
