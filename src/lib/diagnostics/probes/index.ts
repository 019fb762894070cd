import type { Probe } from '../probe.ts';

/** Every check, in the order of `probeIds`. */
export const probes: readonly Probe[] = [];
