import type { Probe } from '../probe.ts';
import { environment } from './environment.ts';
import { iceServers } from './ice-servers.ts';
import { interfaces } from './interfaces.ts';
import { nat } from './nat.ts';
import { permissions } from './permissions.ts';
import { relayCall } from './relay-call.ts';
import { signaling } from './signaling.ts';
import { throughput } from './throughput.ts';

/** Every check, in the order of `probeIds`. */
export const probes: readonly Probe[] = [
  environment,
  permissions,
  signaling,
  interfaces,
  iceServers,
  nat,
  relayCall,
  throughput,
];
