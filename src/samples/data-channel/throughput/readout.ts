import { graph } from './graph.js';
import type { Run } from './run.js';

const figure = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!;
const progress = document.querySelector<HTMLProgressElement>('#progress')!;
const comparison = document.querySelector<HTMLTableSectionElement>('#comparison')!;
const rate = graph(figure('rate'), 'Received', 'MB/s', 1);
const buffered = graph(figure('buffered'), 'bufferedAmount', 'KiB', 2);
const roundTrip = graph(figure('round-trip'), 'Round trip of a small message', 'ms', 3);

const graphs = [rate, buffered, roundTrip];

/** Keeps one more moment for the graphs. */
export function addMoment(
  second: number,
  megabytesPerS: number,
  bufferedBytes: number,
  roundTripMs: number | undefined,
) {
  rate.add(second, megabytesPerS);
  buffered.add(second, bufferedBytes / 1024);
  roundTrip.add(second, roundTripMs);
}

/** Draws everything as it stands now. */
export function drawAll(run: Run) {
  showFigures(run);
  for (const each of graphs) each.draw();
}

/** Forgets the run before. */
export function clearGraphs() {
  for (const each of graphs) each.clear();
}

/** Shows what was asked for beside what came of it. */
function showFigures({ settings, sentBytes, receivedBytes, peakBytes, caller, far }: Run) {
  const { totalBytes, chunkBytes, promises, hasBackpressure, highWaterBytes } = settings;
  const longestBytes = caller.sctp?.maxMessageSize; // unknown before the two sides have met
  const mostBytes = hasBackpressure ? highWaterBytes + chunkBytes : Infinity; // the last message may begin just below the mark
  progress.value = receivedBytes / totalBytes;
  comparison.replaceChildren(
    row('bytes sent', count(totalBytes), count(sentBytes)),
    row('bytes received', count(totalBytes), count(receivedBytes)),
    row('message size', inKiB(chunkBytes), `at most ${inKiB(longestBytes)}`, chunkBytes <= (longestBytes ?? Infinity)),
    row('ordered', ...both(promises.ordered, far?.ordered)),
    row('maxRetransmits', ...both(promises.maxRetransmits ?? null, far?.maxRetransmits)),
    row('maxPacketLifeTime', ...both(promises.maxPacketLifeTime ?? null, far?.maxPacketLifeTime)),
    row('highest bufferedAmount', `at most ${inKiB(mostBytes)}`, inKiB(peakBytes), peakBytes <= mostBytes),
  );
}

function row(name: string, asked: string, got: string, isAsAsked = true): HTMLTableRowElement {
  const line = document.createElement('tr');
  line.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
  line.insertCell().textContent = asked;
  const cell = line.insertCell();
  cell.textContent = isAsAsked ? got : `${got}: not as asked`;
  cell.classList.toggle('warning', !isAsAsked);
  return line;
}

type Option = number | boolean | null | undefined;
const both = (asked: Option, got: Option) =>
  [inWords(asked), inWords(got), got === undefined || got === asked] as const;

/** A channel without a limit says `null`. */
function inWords(option: Option): string {
  if (option === undefined) return 'unknown';
  return option === null ? 'no limit' : String(option);
}

const count = (bytes: number) => bytes.toLocaleString('en');

function inKiB(bytes: number | undefined): string {
  if (bytes === undefined) return 'unknown';
  if (bytes === Infinity) return 'what the browser takes';
  return `${(bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} KiB`;
}
