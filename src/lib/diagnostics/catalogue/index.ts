import { call } from './call.ts';
import { camera } from './camera.ts';
import type { Entry } from './entry.ts';
import { environment } from './environment.ts';
import { microphone } from './microphone.ts';
import { network } from './network.ts';
import { opening } from './opening.ts';
import { runner } from './runner.ts';
import { signaling } from './signaling.ts';
import { sound } from './sound.ts';

const all = {
  ...runner,
  ...environment,
  ...opening,
  ...camera,
  ...microphone,
  ...sound,
  ...signaling,
  ...network,
  ...call,
};

/** The name of a finding, stable for ever: programs, links and reports lean on it. */
export type FindingId = keyof typeof all;

/** Everything that can be found, with what is said about it. */
export const catalogue: Readonly<Record<FindingId, Entry>> = all;

export function isFindingId(id: string): id is FindingId {
  return Object.hasOwn(all, id);
}
