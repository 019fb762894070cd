import { openFeed, openTaker } from './edge.js';
import { mostFed, mostViewers, readMessage, type Message, type Named } from './message.js';
import { hostIdOf, nearOnly, serverAway, textOf, type Part, type PartEvents } from './report.js';
import { openStation, type Line } from './station.js';

/** Somebody who has called, to be fed by this page. */
interface Caller {
  readonly line: Line;
  readonly feed: ReturnType<typeof openFeed>;
}

/** Watches a broadcast: it is fed by whom the host names, and passes on what it receives to those whom the host names. */
export async function openViewer(name: string, { show, play, ended }: PartEvents, signal: AbortSignal): Promise<Part> {
  const hostId = hostIdOf(name);
  const takers = new Map<Line, ReturnType<typeof openTaker>>(); // of the lines that this page has asked for
  const callers = new Map<string, Caller>(); // by their ids
  let toHost: Line | undefined;
  let toFeeder: Line | undefined; // if it is not the host that feeds this page
  let place: (Message & { kind: 'place' }) | undefined;
  let wanted: readonly Named[] = []; // those whom this page has to feed
  let received = new MediaStream();
  let audience = 0;
  let isServerThere = true;
  let wasThere = false; // the host
  let retry: ReturnType<typeof setTimeout> | undefined;

  const events = { opened, missed, message: take, closed, server: noteServer, ended };
  const station = await openStation(crypto.randomUUID(), 'Try again.', events, signal);

  function opened(line: Line, isCalled: boolean) {
    if (!isCalled) return welcome(line);
    if (line.id !== hostId && line.id !== place?.feeder?.id) return line.close(); // there is another place meanwhile
    takers.set(
      line,
      openTaker(
        line,
        () => station.shutOut(line),
        (track) => receive(line, track),
      ),
    );
    if (line.id === hostId) toHost = line;
    else toFeeder = line;
    wasThere = true;
    report();
  }

  // #region pass on
  /** Takes a track that comes in, and passes it on as if it were one of its own: decoded here, and encoded anew for each. */
  function receive(line: Line, track: MediaStreamTrack) {
    if (line !== (place?.feeder ? toFeeder : toHost)) return;
    const others = received.getTracks().filter(({ kind }) => kind !== track.kind);
    received = new MediaStream([...others, track]);
    play(received);
    for (const { id } of wanted) callers.get(id)?.feed.send(received);
    report();
  }
  // #endregion

  /** Somebody calls. The host may name them a moment later; if it does not, they have no business here. */
  function welcome(line: Line) {
    callers.get(line.id)?.line.close();
    if (callers.size >= 2 * mostFed && !callers.has(line.id)) return line.close();
    callers.set(line.id, { line, feed: openFeed(line, () => station.shutOut(line)) });
    setTimeout(dropUnwanted, 10_000, line);
    if (wanted.some(({ id }) => id === line.id)) callers.get(line.id)?.feed.send(received);
  }

  function dropUnwanted(line: Line) {
    if (callers.get(line.id)?.line !== line || wanted.some(({ id }) => id === line.id)) return;
    callers.delete(line.id);
    line.close();
  }

  function take(line: Line, data: unknown) {
    const message = readMessage(data);
    const ofDescriptions = takers.get(line) ?? callers.get(line.id)?.feed;
    if (message?.kind === 'description' && ofDescriptions) ofDescriptions.take(message.description);
    else if (message && line === toHost) obey(message);
    else station.shutOut(line);
  }

  function obey(message: Message) {
    if (message.kind === 'full')
      return ended(`All ${mostViewers} places of this broadcast are taken. Try again later.`);
    if (message.kind === 'audience') audience = message.count;
    if (message.kind === 'place') move(message);
    if (message.kind === 'feed') {
      const former = wanted;
      wanted = message.viewers;
      for (const { id } of wanted) callers.get(id)?.feed.send(received);
      for (const { id } of former) if (callers.has(id)) dropUnwanted(callers.get(id)!.line);
    }
    report();
  }

  function move(to: Message & { kind: 'place' }) {
    const isSame = place !== undefined && place.feeder?.id === to.feeder?.id;
    place = to;
    if (isSame) return; // whoever feeds this page has moved, or nobody has
    toFeeder?.close();
    toFeeder = undefined;
    if (to.feeder) station.call(to.feeder.id);
  }

  function missed(id: string) {
    if (id === hostId) retry = setTimeout(() => station.call(hostId), 1000);
    else if (id === place?.feeder?.id) lose();
  }

  /** Asks for another feeder. Those whom this page feeds stay with it. */
  function lose() {
    if (place?.feeder) toHost?.tell({ kind: 'lost', feeder: place.feeder.id });
    report();
  }

  function closed(line: Line, isShutOut: boolean) {
    takers.delete(line);
    if (callers.get(line.id)?.line === line) callers.delete(line.id);
    if (line === toFeeder) {
      toFeeder = undefined;
      lose();
    }
    if (line === toHost) {
      if (isShutOut) return ended('The host sent what makes no sense. Press Start to try again.');
      forgetAll();
      station.call(hostId);
    }
    report();
  }

  /** Without the host there is no picture and no order: all begin anew when it comes back. */
  function forgetAll() {
    for (const { line } of callers.values()) line.close();
    toFeeder?.close();
    callers.clear();
    takers.clear();
    toHost = toFeeder = place = undefined;
    wanted = [];
    received = new MediaStream();
    play(null);
  }

  function noteServer(isThere: boolean) {
    isServerThere = isThere;
    report();
  }

  const feederName = () => (place?.feeder ? `viewer ${place.feeder.number}` : place ? 'the host' : 'nobody');

  function describe(): string {
    if (!toHost)
      return wasThere ? 'The host is away: this page waits until it is back.' : 'Calling the host, who may be late …';
    if (!place) return 'The host is there, and gives out the places …';
    if (place.feeder && !toFeeder) return `You are viewer ${place.number}. Connecting to ${feederName()} …`;
    return `You are viewer ${place.number}, fed by ${feederName()}.`;
  }

  function report() {
    const sentence = textOf(describe(), !isServerThere && serverAway, !station.beyondThisNetwork && nearOnly);
    const feeds = wanted.filter(({ id }) => callers.has(id)).map(({ number }) => number);
    show({ sentence, viewers: audience, depth: place?.depth, fedBy: feederName(), feeds });
  }

  station.call(hostId);
  report();
  return {
    connections: () => [...callers.values()].map(({ line }) => line.connection),
    close() {
      clearTimeout(retry);
      station.close();
    },
  };
}
