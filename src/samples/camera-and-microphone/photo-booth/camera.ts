import { openPicture } from './picture.js';

/**
 * Opens what the select says. All of it are wishes, so a machine with one camera gives that one. The size is one: each point
 * costs the effect its time, sixty of them as much as the face of a person deserves.
 */
export function openCamera(name: string): Promise<MediaStream> {
  if (name === 'synthetic') return openPicture(name);
  const facingMode = name === 'rear' ? 'environment' : 'user';
  return navigator.mediaDevices.getUserMedia({ video: { facingMode, width: 640, height: 480 } });
}
