import type { Card } from './cards.js';
import { showCosts } from './costs-table.js';
import type { Topology } from './costs.js';
import { updateDiagram } from './diagram.js';
import { uplinkOf, type Link } from './link.js';
import type { Person } from './people.js';

/** What had been sent at one moment, in bytes, by each participant: counters only grow, so a rate needs two of these. */
export interface Totals {
  readonly atMs: number;
  readonly bytes: readonly number[];
}

interface Measured {
  readonly topology: Topology;
  readonly people: readonly Person[];
  readonly cards: ReadonlyMap<Person, Card>;
  readonly links: readonly Link[];
  readonly ended: AbortController;
}

/** Asks all connections what they send, listens to what everybody hears, and shows both. */
export async function measure({ topology, people, cards, links, ended }: Measured, before?: Totals): Promise<Totals> {
  const uplinks = await Promise.all(people.map((person) => uplinkOf(person, links)));
  const now = { atMs: performance.now(), bytes: uplinks.map(({ bytes }) => bytes) };
  if (ended.signal.aborted) return now;
  const kbps = (index: number) => before && ((now.bytes[index]! - before.bytes[index]!) * 8) / (now.atMs - before.atMs);
  const hasMiddle = topology !== 'mesh';
  showCosts(topology, people.length, {
    connections: updateDiagram(links, topology),
    fromOne: uplinks[1]!.streams,
    fromMiddle: hasMiddle ? uplinks[0]!.streams : undefined,
    inAll: uplinks.reduce((sum, { streams }) => sum + streams, 0),
    oneKbps: kbps(1),
    middleKbps: hasMiddle ? kbps(0) : undefined,
  });
  for (const card of cards.values()) {
    const names = card.heard(people).map(({ name }) => name);
    card.showHeard(`hears ${names.join(', ') || 'nobody yet'}`);
  }
  return now;
}
