import { finding, type Finding } from './finding.ts';
import { abortable } from './resources.ts';
import type { Probe, ProbeContext, ProbeId } from './probe.ts';

/** What happens while checks run, in the order in which it happens. */
export type RunEvent =
  | { readonly type: 'started'; readonly probe: ProbeId }
  | { readonly type: 'finding'; readonly probe: ProbeId; readonly finding: Finding }
  | { readonly type: 'finished'; readonly probe: ProbeId; readonly durationMs: number }
  /** Cancelled before it was over; what it had found until then stays. */
  | { readonly type: 'cancelled'; readonly probe: ProbeId };

/** What the runner needs beside the checks. */
export interface RunOptions {
  readonly signal: AbortSignal;
  /** The context of one check, with the signal that ends it. */
  readonly contextOf: (probe: Probe, signal: AbortSignal) => ProbeContext;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * Runs checks: light ones side by side, heavy ones one after another, each after those it builds upon. It keeps the deadlines
 * and turns everything that goes wrong into a finding, so that every check that was not cancelled has at least one. Resolves
 * when all are over, or at once when the signal aborts.
 */
export async function run(probes: readonly Probe[], options: RunOptions): Promise<void> {
  const chosen = new Set(probes.map(({ id }) => id));
  const over = new Set<ProbeId>();
  const running = new Map<Probe, Promise<void>>();
  const waiting = [...probes];
  const isReady = (probe: Probe) =>
    (probe.after ?? []).every((id) => over.has(id) || !chosen.has(id)) &&
    (probe.load === 'light' || ![...running.keys()].some(({ load }) => load === 'heavy'));

  while (waiting.length + running.size > 0 && !options.signal.aborted) {
    for (let next = waiting.find(isReady); next; next = waiting.find(isReady)) {
      const probe = next;
      waiting.splice(waiting.indexOf(probe), 1);
      const done = runOne(probe, options).then(() => {
        over.add(probe.id);
        running.delete(probe);
      });
      running.set(probe, done);
    }
    if (running.size === 0) throw new Error('Checks wait for each other in a circle.');
    await Promise.race(running.values());
  }
}

/** Runs one check to its end, its deadline, or the abort of the run. */
async function runOne(probe: Probe, { signal, contextOf, onEvent }: RunOptions): Promise<void> {
  const began = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(
    () => deadline.abort(new DOMException('The deadline is over.', 'TimeoutError')),
    probe.timeoutMs,
  );
  const ended = AbortSignal.any([signal, deadline.signal]);
  let found = 0;
  const tell = (one: Finding) => {
    found++;
    onEvent({ type: 'finding', probe: probe.id, finding: one });
  };

  onEvent({ type: 'started', probe: probe.id });
  let findings: AsyncIterator<Finding> | undefined;
  try {
    findings = probe.run(contextOf(probe, ended))[Symbol.asyncIterator]();
    for (;;) {
      const step = await abortable(findings.next(), ended);
      if (step.done) break;
      tell(step.value);
    }
    if (found === 0) tell(finding('probe.silent'));
  } catch (thrown) {
    // Its `finally` runs when what it waits for comes; what it has opened is closed by the signal already.
    void findings?.return?.().catch(() => undefined);
    if (signal.aborted) return onEvent({ type: 'cancelled', probe: probe.id });
    if (deadline.signal.aborted) tell(finding('probe.timed-out', { limitS: probe.timeoutMs / 1000 }));
    else {
      deadline.abort(thrown); // so that whatever it left open is closed
      tell(finding('probe.crashed', evidenceOf(thrown)));
    }
  } finally {
    clearTimeout(timer);
  }
  onEvent({ type: 'finished', probe: probe.id, durationMs: performance.now() - began });
}

/** What was thrown, as text: errors with their name, causes too, and whatever else somebody may throw. */
export function evidenceOf(thrown: unknown): { readonly error: string; readonly cause?: string } {
  if (thrown instanceof Error || (typeof DOMException !== 'undefined' && thrown instanceof DOMException)) {
    const cause = thrown.cause === undefined ? {} : { cause: evidenceOf(thrown.cause).error };
    return { error: `${thrown.name}${thrown.message ? `: ${withoutStop(thrown.message)}` : ''}`, ...cause };
  }
  if (typeof Event !== 'undefined' && thrown instanceof Event) return { error: `an event named “${thrown.type}”` };
  if (typeof thrown === 'string' && thrown !== '') return { error: withoutStop(thrown) };
  return { error: `something without a name (${Object.prototype.toString.call(thrown)})` };
}

const withoutStop = (text: string) => text.replace(/\.$/, '');
