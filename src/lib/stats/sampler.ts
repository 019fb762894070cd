import { trackIdsOf } from './joins.ts';
import { measure, type Moment } from './measure.ts';
import { reportsOf, type Reports } from './reports.ts';

/**
 * Asks a connection for its figures once a second and computes each moment, until the signal aborts; then it ends without an
 * error. The next question is put when the answer to the last is there and has been taken, so that two never overlap; a
 * second that was missed is not made up for, but shows as a gap.
 */
export async function* moments(
  connection: RTCPeerConnection,
  signal: AbortSignal,
  everyMs = 1000,
): AsyncGenerator<Moment, void, void> {
  let before: Reports | undefined;
  let due = performance.now();
  while (!signal.aborted) {
    const reports = await connection.getStats().then(reportsOf, (error: unknown) => {
      if (!signal.aborted) throw error; // a closed connection may refuse to answer
    });
    if (!reports || signal.aborted) return;
    yield measure(before, reports, trackIdsOf(connection));
    before = reports;
    const now = performance.now();
    // By the clock and not by the pause, so that the time of the answer does not add up.
    due = Math.max(due + everyMs, now);
    await untilAborted(due - now, signal);
  }
}

/** Waits some milliseconds, or until the signal aborts. */
function untilAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** Samples several connections at once until the signal aborts, and answers how many moments there were: for the bench. */
export async function sampleAll(connections: readonly RTCPeerConnection[], signal: AbortSignal): Promise<number> {
  const counts = connections.map(async (connection) => {
    let count = 0;
    for await (const { timestamp } of moments(connection, signal)) if (timestamp > 0) count++;
    return count;
  });
  return (await Promise.all(counts)).reduce((a, b) => a + b, 0);
}
