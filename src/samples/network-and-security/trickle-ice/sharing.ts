import type { Server } from './server-editor.js';

/** What a link carries besides the servers. */
export interface Settings {
  readonly policy: string;
  readonly pool: number;
  readonly wait: number;
}

/** A text that is not what was asked for; the message is a sentence for the person. */
export class SharingError extends Error {
  override name = 'SharingError';
}

const most = { servers: 50, characters: 500 };

/** The rows of a JSON text: a list of servers, or a configuration with `iceServers`. One row for each URL of a server. */
export function serversOfJson(text: string): Server[] {
  const parsed = parse(text, 'This is not JSON');
  const servers = Array.isArray(parsed) ? parsed : memberOf(parsed, 'iceServers');
  if (!Array.isArray(servers))
    throw new SharingError(
      'Expected a list such as [{ "urls": "stun:localhost:3478" }], or an object with iceServers.',
    );
  return limited(
    servers.flatMap((server: unknown) => {
      const urls = memberOf(server, 'urls');
      return (Array.isArray(urls) ? urls : [urls]).map((url: unknown) => ({
        url: textOf(url, 'urls'),
        username: textOf(memberOf(server, 'username') ?? '', 'username'),
        credential: textOf(memberOf(server, 'credential') ?? '', 'credential'),
        enabled: true,
      }));
    }),
  );
}

/** The rows as `iceServers`, with everything that a connection needs. */
export function jsonOf(servers: readonly Server[]): string {
  return JSON.stringify(servers.map(iceServerOf), null, 2);
}

/** A row as a connection wants it. An empty username is not the same as none. */
export function iceServerOf({ url, username, credential }: Server): RTCIceServer {
  return { urls: url, ...(username && { username }), ...(credential && { credential }) };
}

/**
 * An address of this page with all that was chosen and no secret: usernames and passwords stay here. It stands behind the #,
 * which browsers do not send to the server of the page.
 */
export function linkOf(servers: readonly Server[], settings: Settings): string {
  const shared = { servers: servers.map(({ url, enabled }) => ({ url, enabled })), ...settings };
  return `${location.href.split('#')[0]}#${encodeURIComponent(JSON.stringify(shared))}`;
}

/** What an address of this page carries, or nothing. Anybody may have written it: it is looked at piece by piece. */
export function readLink(hash: string): { servers: Server[]; settings: Settings } | undefined {
  if (hash.length < 2) return undefined;
  let text: string;
  try {
    text = decodeURIComponent(hash.slice(1));
  } catch (cause) {
    throw new SharingError('The link was cut or changed on its way.', { cause });
  }
  const parsed = parse(text, 'The link was cut or changed on its way');
  const servers = memberOf(parsed, 'servers');
  return {
    servers: limited(
      (Array.isArray(servers) ? servers : []).map((server: unknown) => ({
        url: textOf(memberOf(server, 'url'), 'url'),
        username: '',
        credential: '',
        enabled: memberOf(server, 'enabled') === true,
      })),
    ),
    settings: {
      policy: memberOf(parsed, 'policy') === 'relay' ? 'relay' : 'all',
      pool: numberOf(memberOf(parsed, 'pool'), 0, 10, 0),
      wait: numberOf(memberOf(parsed, 'wait'), 1, 60, 10),
    },
  };
}

function parse(text: string, sentence: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SharingError(`${sentence}: ${(cause as SyntaxError).message}.`, { cause });
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || value.length > most.characters)
    throw new SharingError(`Every “${name}” must be a text of at most ${most.characters} characters.`);
  return value;
}

function numberOf(value: unknown, least: number, greatest: number, otherwise: number): number {
  return typeof value === 'number' && value >= least && value <= greatest ? value : otherwise;
}

function limited(servers: Server[]): Server[] {
  if (servers.length > most.servers) throw new SharingError(`At most ${most.servers} servers at a time, please.`);
  return servers;
}
