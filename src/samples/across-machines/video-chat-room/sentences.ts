import { explain } from './explain.js';
import type { Room } from './room.js';

/** Who can come: without STUN and TURN servers, two machines behind different routers do not find each other. */
export function reachOf({ beyondThisNetwork }: Room): string {
  return beyondThisNetwork ? '' : 'Only machines of the same network reach each other here.';
}

/** What went wrong, for a person. The errors of the room, and those of `devices.ts`, are sentences already. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.name === 'Error' ? error.message : explain(error);
}
