import { explain } from './explain.js';
import type { PictureKind } from './pictures.js';

/** Why something could not be opened. In a call all stays as it was. */
export function refusal(error: unknown, what: string, isInCall: boolean): string {
  if (!isInCall) return explain(error);
  if (what === 'screen' && (error as Error).name === 'NotAllowedError')
    return 'No screen was shared, by your choice or because it is not allowed here. Nothing has changed.';
  return `Nothing has changed. ${explain(error).replace('press Start', `press ${what}`)}`;
}

/** What a picture that ended by itself was, and what can be done. */
export function lost(kind: PictureKind | undefined): string {
  if (kind === 'screen') return 'The sharing was ended outside this page. The call goes on: choose what to send now.';
  return 'The camera was unplugged or taken back. The call goes on: choose what to send now.';
}

/** What this browser cannot do at all; empty if there is nothing. */
export function lack(): string {
  if ('getDisplayMedia' in navigator.mediaDevices) return '';
  return 'This browser cannot share a screen, as on most phones. Camera and canvas work.';
}
