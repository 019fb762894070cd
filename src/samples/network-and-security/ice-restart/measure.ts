import { newEnds, pathOf, ufragOf, type Path } from './path.js';
import type { followPauses, Pauses } from './pauses.js';

/** Where a connection stands at one moment. */
export interface Standing {
  readonly ownUfrag: string;
  readonly itsUfrag: string;
  readonly path: Path | undefined;
}

/** What a restart did, and what it cost. */
export interface Outcome {
  readonly before: Standing;
  readonly after: Standing;
  /** How often the browser asked for an offer. */
  readonly negotiations: number;
  readonly states: readonly RTCIceConnectionState[];
  /** How many of the two ends of the path are new. */
  readonly newEnds: number;
  /** Until a path that is new at both ends carried the media; undefined if there is none. */
  readonly newPathMs: number | undefined;
  readonly pauses: Pauses;
}

interface Measured {
  readonly caller: RTCPeerConnection;
  readonly pauses: ReturnType<typeof followPauses>;
  readonly ended: AbortController;
}

/** Looks on while the connection restarts, until another path is in use, for ten seconds at most. */
export async function measureRestart({ caller, pauses, ended }: Measured, restart: () => void): Promise<Outcome> {
  const listening = new AbortController();
  const { signal } = listening;
  const states = [caller.iceConnectionState];
  let negotiations = 0;
  caller.addEventListener('negotiationneeded', () => (negotiations += 1), { signal });
  caller.addEventListener('iceconnectionstatechange', () => states.push(caller.iceConnectionState), { signal });

  const before = await standingOf(caller);
  const began = performance.now();
  pauses.reset();
  restart();
  let after = before;
  while (newEnds(before.path, after.path) < 2 && performance.now() - began < 10_000 && !ended.signal.aborted) {
    await pause(50);
    after = await standingOf(caller);
  }
  const ends = newEnds(before.path, after.path);
  const newPathMs = ends === 2 ? performance.now() - began : undefined;
  await pause(500); // for the pictures on the new path
  listening.abort();
  return { before, after, negotiations, states, newEnds: ends, newPathMs, pauses: pauses.read(performance.now()) };
}

async function standingOf(connection: RTCPeerConnection): Promise<Standing> {
  const { localDescription, remoteDescription } = connection;
  const path = pathOf(await connection.getStats());
  return { ownUfrag: ufragOf(localDescription), itsUfrag: ufragOf(remoteDescription), path };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
