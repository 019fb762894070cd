import { openFeed } from './edge.js';
import { mostViewers, readMessage, type Message } from './message.js';
import { hostIdOf, nearOnly, serverAway, textOf, type Part, type PartEvents } from './report.js';
import { openStation, type Line } from './station.js';
import { createTree, host } from './tree.js';

interface Viewer {
  readonly line: Line;
  readonly number: number;
  readonly feed: ReturnType<typeof openFeed>;
  /** Those from whom nothing came. */
  readonly avoid: Set<string>;
  /** The last message of each kind: what has not changed is not told again. */
  readonly told: Map<string, string>;
}

/**
 * Hosts a broadcast. All viewers keep a line to the host, by which it gives out the places, but only those that it feeds itself
 * get media by it. With `fanOut` nobody feeds more than so many; without it, the host feeds all.
 */
export async function openHost(
  name: string,
  stream: MediaStream,
  fanOut: number | undefined,
  { show, ended }: PartEvents,
  signal: AbortSignal,
): Promise<Part> {
  const viewers = new Map<string, Viewer>(); // by their ids
  const tree = createTree((feeder) => fanOut ?? (feeder === host ? mostViewers : 0));
  let lastNumber = 0;
  let isServerThere = true;

  const taken = 'This broadcast has a host already. Choose another name, or watch.';
  const events = { opened: welcome, missed: () => undefined, message: take, closed: forget, server: noteServer, ended };
  const station = await openStation(hostIdOf(name), taken, events, signal);

  function welcome(line: Line) {
    const former = viewers.get(line.id);
    if (former) {
      former.line.close(); // a viewer has lost its line before this page noticed
      forget(former.line);
    }
    if (viewers.size >= mostViewers) {
      line.tell({ kind: 'full' });
      setTimeout(line.close, 2000); // the message needs a moment
      return;
    }
    const feed = openFeed(line, () => station.shutOut(line));
    viewers.set(line.id, { line, number: ++lastNumber, feed, avoid: new Set(), told: new Map() });
    place(line.id);
    tellAll();
  }

  function forget(line: Line) {
    if (viewers.get(line.id)?.line !== line) return;
    viewers.delete(line.id);
    for (const orphan of tree.remove(line.id)) place(orphan);
    tellAll();
  }

  function take(line: Line, data: unknown) {
    const viewer = viewers.get(line.id);
    if (viewer?.line !== line) return; // there was no room
    const message = readMessage(data);
    if (message?.kind === 'description') viewer.feed.take(message.description);
    else if (message?.kind === 'lost') replace(viewer, message.feeder);
    else station.shutOut(line);
  }

  /** A feeder may be there for the host, and yet not for somebody else: networks are like that. */
  function replace({ line: { id }, avoid }: Viewer, feeder: string) {
    if (tree.feederOf(id) !== feeder) return; // has a new place already
    avoid.add(feeder);
    place(id);
    tellAll();
  }

  function place(id: string) {
    const { feed, avoid } = viewers.get(id)!;
    if (tree.place(id, avoid) === host) feed.send(stream);
    else feed.stop();
  }

  const named = (id: string) => ({ id, number: viewers.get(id)!.number });

  /** Tells everybody what is new to them: first whom to feed, then by whom they are fed. */
  function tellAll() {
    for (const [id, viewer] of viewers) tell(viewer, { kind: 'feed', viewers: tree.fedBy(id).map(named) });
    for (const [id, viewer] of viewers) {
      const feeder = tree.feederOf(id)!;
      const depth = tree.depthOf(id)!;
      tell(viewer, { kind: 'place', number: viewer.number, depth, feeder: feeder === host ? null : named(feeder) });
      tell(viewer, { kind: 'audience', count: viewers.size });
    }
    report();
  }

  function tell({ line, told }: Viewer, message: Message) {
    const text = JSON.stringify(message);
    if (told.get(message.kind) === text) return;
    told.set(message.kind, text);
    line.tell(message);
  }

  function noteServer(isThere: boolean) {
    isServerThere = isThere;
    report();
  }

  function report() {
    const sentence = textOf(
      viewers.size === 0 ? 'On air. Nobody watches yet: send somebody the link.' : `On air: ${viewers.size} watch.`,
      !isServerThere && serverAway,
      !station.beyondThisNetwork && nearOnly,
    );
    const feeds = tree.fedBy(host).map((id) => named(id).number);
    show({ sentence, viewers: viewers.size, depth: 0, fedBy: 'its own source', feeds });
  }

  report();
  return {
    connections: () => [...viewers.values()].map(({ line }) => line.connection),
    close: station.close,
  };
}
