import { probeIds, type Probe, type ProbeGroup, type ProbeId } from './probe.ts';
import type { IceServer } from './servers.ts';

/** What a link can say about a run. Never a secret: servers in a link have no user name and no password. */
export interface Settings {
  /** The checks that the link names; `undefined`: the person chooses. */
  readonly only: readonly ProbeId[] | undefined;
  readonly autostart: boolean;
  readonly iceServers: readonly IceServer[];
}

/** The groups that are chosen until the person says otherwise. The echo check is loud, so it waits to be asked for. */
export const usualGroups: readonly ProbeGroup[] = [
  'basics',
  'camera',
  'microphone',
  'speaker',
  'network',
  'connection',
];

/**
 * Reads `?only=camera,nat&autostart&ice=stun:host:port&ice=…`. A name is the id of a check or its first word, so that
 * `camera` means all checks of the camera; unknown names are left out. A server with credentials in it is left out too.
 */
export function readSettings(query: string): Settings {
  const parameters = new URLSearchParams(query);
  const names = (parameters.get('only') ?? '').split(',').filter((name) => name !== '');
  const only = probeIds.filter((id) => names.some((name) => id === name || id.split('-')[0] === name));
  return {
    only: only.length > 0 ? only : undefined,
    autostart: parameters.has('autostart') && parameters.get('autostart') !== 'false',
    iceServers: parameters.getAll('ice').flatMap((url) => (isBare(url) ? [{ url }] : [])),
  };
}

const isBare = (url: string) => /^(stun|stuns|turn|turns):[^@\s]+$/.test(url);

/** Writes the settings as a query, for a colleague: what was chosen, and the addresses of servers without their secrets. */
export function writeSettings({ only, autostart, iceServers }: Settings): string {
  const parts = [
    ...(only ? [`only=${only.join(',')}`] : []),
    ...(autostart ? ['autostart'] : []),
    ...iceServers.filter(({ url }) => isBare(url)).map(({ url }) => `ice=${encodeURIComponent(url)}`),
  ];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** The checks of the chosen groups, or those that a link names, in their order. */
export function chosenProbes(
  probes: readonly Probe[],
  only: readonly ProbeId[] | undefined,
  groups: readonly ProbeGroup[],
): Probe[] {
  return probes.filter(({ id, group }) => (only ? only.includes(id) : groups.includes(group)));
}
