// What a person may run into, and what to do then.

export const screenIsSilent =
  'The screen comes without sound: not every system gives it, and it must be ticked. Stop, and share a tab to have its sound.';

export const screenEnded =
  'The sharing was ended outside this page; what was recorded is kept. Press Start to share again.';

/** Why there is no screen. Errors: Screen Capture, section 5.1. */
export function whyNoScreen(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError')
    return 'The screen was refused, by you or by the system. Press Start and choose one; on macOS, allow screen recording for the browser in the system settings.';
  if (name === 'InvalidStateError')
    return 'A page may ask for a screen only right after a click. Press Start once more.';
  if (name === 'NotFoundError') return 'There is no screen, window or tab to share here. Open one, then press Start.';
  if (name === 'NotReadableError')
    return 'The system would not hand out this screen or its sound. Press Start, and choose another or leave its sound out.';
  return `The screen could not be shared (${String(error)}). Press Start and choose another.`;
}

/** What is missing from now on. */
export function partEnded(track: MediaStreamTrack, screen: MediaStream): string {
  if (screen.getTracks().includes(track)) return 'The sound of the screen has ended; everything else goes on.';
  const name = track.kind === 'video' ? 'camera' : 'microphone';
  return `The ${name} was taken away; everything else goes on. Connect it again, then press Stop and Start.`;
}
