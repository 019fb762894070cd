import { explain } from './explain.js';

/** Why a device could not be had, with the button of this page that tries again. Without a camera a call can go on. */
export function refusal(error: unknown, isInCall: boolean): string {
  if (!isInCall) return explain(error).replace('press Start', 'press Start audio call');
  return `The call goes on without a picture. ${explain(error).replace('press Start', 'press Turn video on')}`;
}
