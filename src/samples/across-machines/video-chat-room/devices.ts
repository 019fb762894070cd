import { openSource } from './source.js';

/** Opens a camera alone: this one, or whichever the browser chooses. */
export async function openCamera(source: string, deviceId?: string): Promise<MediaStreamTrack> {
  const video = deviceId === undefined ? true : { deviceId: { exact: deviceId } };
  const opened = await (source === 'synthetic' ? openSource(source) : navigator.mediaDevices.getUserMedia({ video }));
  for (const track of opened.getAudioTracks()) track.stop();
  return opened.getVideoTracks()[0]!;
}

/** The id of the camera after this one, round and round; none if there is no other. */
export async function cameraAfter(deviceId: string | undefined): Promise<string | undefined> {
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const next = cameras[(cameras.findIndex((camera) => camera.deviceId === deviceId) + 1) % cameras.length];
  return next?.deviceId === deviceId ? undefined : next?.deviceId;
}

/** Opens a screen, a window or a tab, whichever the person chooses. */
export async function openScreen(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true });
  } catch (cause) {
    throw new Error('Nothing is shared: the choice was closed, or the system does not allow it.', { cause });
  }
}

/** Only this turns the camera's light off; forgetting a stream does not. */
export function release(stream: MediaStream | undefined) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
