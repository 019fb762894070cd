import type { Probe } from '../probe.ts';
import { environment } from './environment.ts';
import { permissions } from './permissions.ts';
import { signaling } from './signaling.ts';

/** Every check, in the order of `probeIds`. */
export const probes: readonly Probe[] = [environment, permissions, signaling];
