import type { Finding } from '../finding.ts';
import type { DeviceKind } from '../catalogue/opening.ts';
import { failureOf, judgeOpening, openMedia } from '../media.ts';
import type { ProbeContext } from '../probe.ts';
import type { Resources } from '../resources.ts';

/** Either the device runs, or it is known why not. */
export type Opened =
  | { readonly stream: MediaStream; readonly track: MediaStreamTrack }
  | { readonly stream?: undefined; readonly failure: Finding };

/**
 * Opens the camera or the microphone that the person chose, and registers it to be closed. What keeps it from opening is judged;
 * only the signal's reason is thrown.
 */
export async function openDevice(
  kind: DeviceKind,
  constraints: MediaTrackConstraints,
  { devices, signal }: ProbeContext,
  resources: Resources,
): Promise<Opened> {
  const chosen = kind === 'camera' ? devices.cameraId : devices.microphoneId;
  const wanted = { ...constraints, ...(chosen ? { deviceId: { exact: chosen } } : {}) };
  try {
    const stream = resources.stream(await openMedia(kind === 'camera' ? { video: wanted } : { audio: wanted }, signal));
    const [track] = stream.getTracks() as [MediaStreamTrack];
    return { stream, track };
  } catch (error) {
    if (signal.aborted) throw error;
    return { failure: judgeOpening(kind, await failureOf(kind, error)) };
  }
}
