import type { Probe } from '../probe.ts';
import { cameraCapture } from './camera-capture.ts';
import { cameraResolutions } from './camera-resolutions.ts';
import { codecs } from './codecs.ts';
import { echo } from './echo.ts';
import { environment } from './environment.ts';
import { iceServers } from './ice-servers.ts';
import { interfaces } from './interfaces.ts';
import { loopbackCall } from './loopback-call.ts';
import { microphoneLevel } from './microphone-level.ts';
import { nat } from './nat.ts';
import { permissions } from './permissions.ts';
import { relayCall } from './relay-call.ts';
import { signaling } from './signaling.ts';
import { speaker } from './speaker.ts';
import { throughput } from './throughput.ts';

/** Every check, in the order of `probeIds`. */
export const probes: readonly Probe[] = [
  environment,
  permissions,
  cameraCapture,
  cameraResolutions,
  microphoneLevel,
  speaker,
  echo,
  codecs,
  signaling,
  interfaces,
  iceServers,
  nat,
  loopbackCall,
  relayCall,
  throughput,
];
