import { Counter, Gauge, Registry } from 'prom-client';

/** What the server counts, for Prometheus. None of it names a peer or an address. */
export interface Metrics {
  readonly registry: Registry;
  /** Messages that went to a peer of this node or of another, or wait for one. A bare number: it is counted tens of thousands of times a second. */
  messages: number;
  /** Messages that expired, because their receiver did not come, or more would not have been bounded. */
  expired: number;
  /** Peers that were refused or sent away, by reason. */
  readonly refused: Counter<'reason'>;
}

/** Makes the metrics of one server. `peers` and `queuedBytes` are asked when somebody looks. */
export function createMetrics({ peers, queuedBytes }: { peers: () => number; queuedBytes: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const metrics: Metrics = {
    registry,
    messages: 0,
    expired: 0,
    refused: new Counter({
      name: 'peerlab_refused_total',
      help: 'Peers refused or sent away',
      labelNames: ['reason'] as const,
      registers,
    }),
  };
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  const counter = (name: string, help: string, value: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  gauge('peerlab_peers', 'Peers that are connected to this node', peers);
  gauge('peerlab_queued_bytes', 'Messages in the memory of this node that wait for a peer', queuedBytes);
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  counter('peerlab_messages_total', 'Messages passed on or kept', () => metrics.messages);
  counter('peerlab_expired_total', 'Messages that reached nobody', () => metrics.expired);
  counter('process_cpu_seconds_total', 'Processor time of the process', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  return metrics;
}
