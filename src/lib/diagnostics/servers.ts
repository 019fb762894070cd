/** One STUN or TURN server as the person typed it: a single URL, so that it can be tested alone. */
export interface IceServer {
  /** `stun:`, `stuns:`, `turn:` or `turns:`, with host, port and transport as RFC 7064 and RFC 7065 write them. */
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

/** A text that does not hold servers. The message is a sentence for the person, and repeats nothing of the text. */
export class ServersError extends Error {
  override name = 'ServersError';
}

const most = { servers: 50, characters: 500 };

/**
 * Reads servers from JSON: a list as `RTCConfiguration.iceServers` has it, an object with `iceServers`, or a single server. One
 * entry for each URL. Throws a {@link ServersError}; whether an entry makes sense is for {@link checkServer} to say.
 */
export function parseServers(text: string): IceServer[] {
  const servers = listOf(parse(text)).flatMap(serversOf);
  if (servers.length === 0) throw new ServersError('There is no server in it.');
  if (servers.length > most.servers) throw new ServersError(`At most ${most.servers} servers at a time, please.`);
  return servers;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message and cause would quote the text, and with it perhaps a password.
    throw new ServersError('This is not JSON. Look for a missing comma, bracket or quotation mark.');
  }
}

function listOf(parsed: unknown): readonly unknown[] {
  if (Array.isArray(parsed)) return parsed as unknown[];
  const list = memberOf(parsed, 'iceServers');
  if (Array.isArray(list)) return list as unknown[];
  if (memberOf(parsed, 'urls') !== undefined) return [parsed];
  throw new ServersError(
    'Expected a list such as [{ "urls": "stun:stun.example.org" }], an object with “iceServers”, or one server with “urls”.',
  );
}

function serversOf(entry: unknown, index: number): IceServer[] {
  const where = `Server ${index + 1}`;
  const urls = memberOf(entry, 'urls');
  if (urls === undefined)
    throw new ServersError(
      memberOf(entry, 'url') === undefined
        ? `${where} has no “urls”.`
        : `${where} has “url”, an old name. Today it is “urls”.`,
    );
  const username = textOf(memberOf(entry, 'username'), where, 'username');
  const credential = textOf(memberOf(entry, 'credential'), where, 'credential');
  return (Array.isArray(urls) ? (urls as unknown[]) : [urls]).map((url) => ({
    url: textOf(url ?? null, where, 'urls')!.trim(),
    ...(username ? { username } : {}),
    ...(credential ? { credential } : {}),
  }));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, where: string, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new ServersError(`${where}: “${name}” must be a text.`);
  if (value.length > most.characters)
    throw new ServersError(`${where}: “${name}” is longer than ${most.characters} characters.`);
  return value;
}

/** What a well-formed URL of a server says. */
export interface ServerAddress {
  readonly scheme: 'stun' | 'stuns' | 'turn' | 'turns';
  /** A name, an IPv4 address, or an IPv6 address without its brackets; in lower case. */
  readonly host: string;
  /** The one given, or the scheme's own: 3478, with TLS 5349. */
  readonly port: number;
}

/** Takes the URL of a server apart; `undefined` if {@link checkUrl} has something to say about it. */
export function addressOf(url: string): ServerAddress | undefined {
  if (checkUrl(url) !== undefined) return undefined;
  const { scheme = '', host = '', port } = partsOf(url);
  const known = scheme.toLowerCase() as ServerAddress['scheme'];
  return {
    scheme: known,
    host: host.replace(/^\[|\]$/g, '').toLowerCase(),
    port: port === undefined ? (known.endsWith('s') ? 5349 : 3478) : Number(port),
  };
}

interface Parts {
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: string;
  readonly query?: string;
}

const partsOf = (url: string): Parts =>
  /^(?<scheme>\w+):(?<host>\[[^\]]*\]|[^:?]*)(?::(?<port>[^?]*))?(?:\?(?<query>.*))?$/.exec(url)?.groups ?? {};

/** Says in a sentence what is wrong with the URL of a server (RFC 7064, RFC 7065), or nothing. */
export function checkUrl(url: string): string | undefined {
  const { scheme = '', host = '', port, query } = partsOf(url);
  if (url === '') return 'The address is empty.';
  if (/\s/.test(url)) return 'An address has no spaces.';
  if (!/^(stun|turn)s?:/i.test(url)) return 'An address begins with stun:, stuns:, turn: or turns:.';
  if (url.includes('//')) return 'There is no // behind stun: or turn:.';
  if (url.includes('@')) return 'There is no @ in an address: username and password have fields of their own.';
  if (host === '') return 'The name of the server is missing.';
  if (host.startsWith('[') ? !/^\[[\da-f:.]*:[\da-f:.]*\]$/i.test(host) : !/^[\p{L}\p{N}._-]+$/u.test(host))
    return 'The name of the server has characters that no name has.';
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535))
    return host.startsWith('[') || !port.includes(':')
      ? 'A port is a number from 1 to 65535.'
      : 'An IPv6 address stands in brackets: stun:[2001:db8::1]:3478.';
  if (/^stun/i.test(scheme) && query !== undefined)
    return 'Only turn: and turns: have something behind a question mark.';
  if (query !== undefined && !/^transport=(udp|tcp)$/i.test(query))
    return 'Behind the question mark stands transport=udp or transport=tcp.';
  return undefined;
}

/** Says in a sentence what keeps an entry from being asked, or nothing. Ports that a browser blocks are its own affair. */
export function checkServer(server: IceServer): string | undefined {
  return (
    checkUrl(server.url) ?? (lacksCredentials(server) ? 'A TURN server needs a username and a password.' : undefined)
  );
}

export const lacksCredentials = ({ url, username, credential }: IceServer) => isTurn(url) && !(username && credential);

export const isTurn = (url: string) => /^turns?:/i.test(url);

/**
 * How the browser speaks with the server itself. `turns:` is TLS over TCP even with `?transport=udp`: no browser knows DTLS there.
 * `stuns:` says TLS, but Chromium asks over plain UDP, and Firefox does not take it.
 */
export function transportOf(url: string): 'udp' | 'tcp' | 'tls' {
  if (/^turns:/i.test(url)) return 'tls';
  return /\?transport=tcp$/i.test(url) ? 'tcp' : 'udp';
}

/** The server as it may be shown, linked to and reported. */
export const withoutSecrets = ({ url }: IceServer): IceServer => ({ url });

/** The server as a connection wants it. */
export function iceServerOf({ url, username, credential }: IceServer): RTCIceServer {
  return { urls: url, ...(username ? { username } : {}), ...(credential ? { credential } : {}) };
}
