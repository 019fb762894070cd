import { familyOf, type Verdict } from './verdict.js';

const body = (id: string) => document.querySelector<HTMLTableSectionElement>(`${id} tbody`)!;
const verdicts = body('#verdicts');
const candidates = body('#candidates');
const errors = body('#errors');
const transport = document.querySelector<HTMLSelectElement>('#transport')!;
const family = document.querySelector<HTMLSelectElement>('#family')!;

let hostsFrom: number | undefined; // the connection whose host candidates are listed

/** A candidate with what only some browsers tell of it. */
interface ToldCandidate extends RTCIceCandidate {
  readonly url?: string | null;
  readonly relayProtocol?: string | null;
}

/** Empties all tables, and gives each server a row for its verdict. */
export function clearTables(servers: readonly { readonly url: string }[]) {
  for (const table of [verdicts, candidates, errors]) table.replaceChildren();
  hostsFrom = undefined;
  for (const { url } of servers) addRow(verdicts, [url || '(no address)', '', '', '']);
}

/** Shows the verdict of a server; the time is that of its last change, and not of its last repetition. */
export function showVerdict(index: number, ms: number, { word, reason }: Verdict) {
  const { cells } = verdicts.rows[index]!;
  if (cells[1]!.textContent !== word) cells[2]!.textContent = String(Math.round(ms));
  cells[1]!.textContent = word;
  cells[1]!.className = word === 'answers' ? 'good' : /gathering|not known/.test(word) ? '' : 'error';
  cells[2]!.className = 'number';
  cells[3]!.textContent = reason;
}

/**
 * Adds a candidate of the connection with this number. `url` is its server, for browsers whose candidates do not say where
 * they come from. Host candidates come from every connection alike and are listed for the first.
 */
export function addCandidate(ms: number, candidate: ToldCandidate, connection: number, url: string | undefined) {
  const { type, protocol, tcpType, address, port, priority, foundation, relatedAddress, relatedPort } = candidate;
  if (type === 'host' && (hostsFrom ??= connection) !== connection) return;
  // To a relay, what counts is how this machine reaches it. The connection knows one server, so its URL tells the same.
  const hop = type === 'relay' ? (candidate.relayProtocol ?? transportOf(url)) : undefined;
  const row = addRow(candidates, [
    Math.round(ms),
    type,
    tcpType ? `${protocol} ${tcpType}` : protocol,
    address,
    port,
    priority === null ? null : `${priority} (${priorityParts(priority).join(', ')})`,
    foundation,
    type === 'host' ? null : (candidate.url ?? url),
    hop,
    relatedAddress ? `${relatedAddress}, port ${relatedPort}` : null,
  ]);
  row.dataset.transport = hop ?? protocol ?? '';
  row.dataset.family = familyOf(address) ?? '';
  applyFilter();
}

/** The browser has told everything: what it sends to the other side then is an empty candidate. */
export function addEnd(ms: number, url: string | undefined) {
  const row = addRow(candidates, [Math.round(ms), url ? `end of candidates (${url})` : 'end of candidates']);
  row.cells[1]!.colSpan = 9;
}

export function addError(ms: number, event: RTCPeerConnectionIceErrorEvent) {
  const address = event.address && `${event.address}, port ${event.port}`;
  addRow(errors, [Math.round(ms), event.errorCode, event.errorText, familyOf(event.address), address, event.url]);
}

function transportOf(url = ''): string {
  if (/^turns:/i.test(url)) return 'tls';
  return /transport=tcp/i.test(url) ? 'tcp' : 'udp';
}

/** A priority is three numbers in one: of the type, of the local address, and of the component (RFC 8445, section 5.1.2.1). */
function priorityParts(priority: number): [type: number, local: number, component: number] {
  return [priority >>> 24, (priority >>> 8) & 0xffff, 256 - (priority & 0xff)];
}

function applyFilter() {
  for (const row of candidates.rows) {
    const { transport: itsTransport, family: itsFamily } = row.dataset;
    if (itsTransport === undefined) continue; // an end of candidates always stays
    row.hidden =
      (transport.value !== '' && transport.value !== itsTransport) ||
      (family.value !== '' && family.value !== itsFamily);
  }
}
transport.addEventListener('change', applyFilter);
family.addEventListener('change', applyFilter);

function addRow(table: HTMLTableSectionElement, values: readonly (string | number | null | undefined)[]) {
  const row = table.insertRow();
  for (const value of values) {
    const cell = row.insertCell();
    cell.textContent = value === null || value === undefined || value === '' ? '–' : String(value);
    if (typeof value === 'number') cell.className = 'number';
  }
  return row;
}
