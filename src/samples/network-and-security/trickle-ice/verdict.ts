import type { Server } from './server-editor.js';

/** An error while gathering. The family is known where the browser tells which of its own addresses it asked from. */
export interface GatheringError {
  readonly code: number;
  readonly text: string;
  readonly family: 'IPv4' | 'IPv6' | undefined;
}

/** What was asked of one server, and what came of it so far. */
export interface Gathered {
  readonly url: string;
  readonly relayOnly: boolean;
  readonly waitMs: number;
  readonly candidates: Pick<RTCIceCandidate, 'type' | 'protocol' | 'address' | 'port'>[];
  readonly errors: GatheringError[];
  /** Why nothing more will come; undefined while something may. */
  ended?: 'complete' | 'deadline' | 'stopped';
  /** When the first candidate came, in milliseconds. */
  firstMs?: number;
}

export interface Verdict {
  readonly word:
    | 'gathering …'
    | 'answers'
    | 'bad address'
    | 'unknown name'
    | 'not reachable'
    | 'refuses'
    | 'no answer'
    | 'not known';
  readonly reason: string;
}

/**
 * Judges a server by what it gave. A single good candidate is enough: an error of the other address family is told, but it
 * is no failure, because many names have addresses of one family only.
 */
export function judge(gathered: Gathered): Verdict {
  const { url, relayOnly, waitMs, candidates, errors, ended } = gathered;
  const isTurn = /^turns?:/i.test(url);
  const good = candidates.find(({ type }) => type === (isTurn ? 'relay' : 'srflx'));
  if (good)
    return said(
      'answers',
      isTurn ? 'It relays from' : 'It sees this machine as',
      `${good.address}, port ${good.port}.`,
      aside(errors),
    );
  if (ended === undefined) return said('gathering …', aside(errors));
  if (ended === 'stopped') return said('not known', 'Stopped before it was known.');
  if (relayOnly && !isTurn) return said('not known', 'With relays only, a STUN server gives nothing to judge it by.');

  // A code of its own says most. Silence says more than a name without an address: a name that has only an IPv4 address
  // fails for IPv6, and may be right all the same.
  const refusal = errors.find(({ code }) => code < 700);
  if (refusal) return said('refuses', refusalInWords(refusal));
  if (ended === 'deadline')
    return said(
      'no answer',
      `Nothing came within ${waitMs / 1000} s: no server runs there, or a firewall drops it.`,
      aside(errors),
    );
  if (!isTurn && answeredQuietly(gathered))
    return said('answers', 'It sees this machine under its own address: no NAT stands between the two.', aside(errors));
  const other = errors.find((error) => !isLookup(error));
  if (other)
    return said(
      'not reachable',
      sentence(other.text || 'The browser gives no reason'),
      'Check name and port, and whether the server runs.',
    );
  if (errors.length > 0) return said('unknown name', 'The name has no address in the DNS. Check how it is written.');
  return said('not known', 'Gathering ended with nothing from this server, and the browser does not say why.');
}

/**
 * A browser leaves out what a STUN server saw where it is the machine's own address: the server then answered all the same.
 * It did if gathering ended and one of the families that could ask it has no error.
 */
function answeredQuietly({ url, candidates, errors }: Gathered): boolean {
  const literal = /^stuns?:\[/i.test(url) ? 'IPv6' : /^stuns?:[\d.]+(:|$)/i.test(url) ? 'IPv4' : undefined;
  const families = candidates
    .filter(({ type, protocol }) => type === 'host' && protocol === 'udp')
    .flatMap(({ address }) => familyOf(address) ?? []);
  return families.some(
    (own) => (literal ?? own) === own && !errors.some(({ family }) => family === undefined || family === own),
  );
}

/** By the address; a name of multicast DNS (`….local`) hides which family it is. */
export function familyOf(address: string | null): GatheringError['family'] {
  if (!address || address.endsWith('.local')) return undefined;
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

const isLookup = ({ text }: GatheringError) => /lookup|resolve/i.test(text);
const sentence = (text: string) => text.replace(/\.?$/, '.');
const said = (word: Verdict['word'], ...sentences: string[]): Verdict => ({ word, reason: sentences.join(' ').trim() });

/** What is told of a family that failed while the other may still work. */
function aside(errors: readonly GatheringError[]): string {
  const sentences = errors.map(({ text, family }) =>
    sentence(`${family ?? 'One way'}: ${text || 'an error without a reason'}`),
  );
  return [...new Set(sentences)].join(' ');
}

/** The codes of STUN (RFC 8489, section 14.8) and TURN (RFC 8656, section 19) that a person can do something about. */
function refusalInWords({ code, text }: GatheringError): string {
  const remedies: Record<number, string> = {
    401: 'The username or the password is wrong, or has run out.',
    403: 'The server forbids it. Ask who runs it.',
    438: 'The server calls the request outdated. Gather again.',
    441: 'The username or the password is wrong.',
    486: 'The quota of this username is used up. Wait, or use another.',
    508: 'The server has no relay address left. Try later.',
  };
  return `It answers with error ${code}${text && ` (${text})`}. ${remedies[code] ?? 'Ask who runs it.'}`;
}

/** The verdict on an address that the browser does not even take. */
export function refused(server: Server, error: unknown): Verdict {
  const itsReason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { word: 'bad address', reason: `${complaintAbout(server)} (${itsReason})` };
}

function complaintAbout({ url, username, credential }: Server): string {
  const [, scheme = '', host = '', port, query] =
    /^(\w+):(?:\/\/)?(\[[^\]]*\]|[^:?]*)(?::([^?]*))?(?:\?(.*))?$/.exec(url) ?? [];
  if (url === '') return 'This row has no address: write one, or do not ask it.';
  if (!/^(stun|turn)s?:/i.test(url)) return 'An address begins with stun:, stuns:, turn: or turns:.';
  if (url.includes('//')) return 'An address has no // behind stun: or turn:.';
  if (/\s/.test(url)) return 'An address has no spaces.';
  if (url.includes('@')) return 'An address has no @: username and password have fields of their own.';
  if (host === '') return 'The name of the server is missing.';
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65535))
    return 'A port is a number from 1 to 65535.';
  if (/^stun/i.test(scheme) && query !== undefined)
    return 'Only turn: and turns: have something behind a question mark.';
  if (query !== undefined && !/^transport=(udp|tcp)$/.test(query))
    return 'Behind the question mark stands transport=udp or transport=tcp.';
  if (/^turn/i.test(scheme) && (username === '' || credential === ''))
    return 'A TURN server needs a username and a password.';
  return 'The browser does not take this address.';
}
