import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { defaultLimits, type Limits } from './guard.ts';

/** A certificate and its key, in PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** All that the server has to be told. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  /** The address to listen on: `localhost` for this machine only (by IPv4 and IPv6), `0.0.0.0` for its networks too. */
  readonly host: string;
  /** The folder of the built site; without one, only PeerJS is served. */
  readonly site: string | undefined;
  /** The path that the site was built for, with a slash at both ends. PeerJS stays at the root. */
  readonly base: string;
  /** With a certificate, all is served by HTTPS. */
  readonly tls: Tls | undefined;
  /** What one peer may ask of the server; without it {@link defaultLimits}. */
  readonly limits?: Limits;
}

/** One or more variables that make no sense; `problems` has a sentence for each, with what to write instead. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables: PORT, HOST, SITE, BASE_PATH, TLS_CERT, TLS_KEY and the limits; README.md
 * describes them. Throws a ConfigError with a sentence for every mistake at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  /** Runs a part that may find a mistake; the mistake is kept, and a stand-in goes on. */
  const attempt = <T>(read: () => T, standIn: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push((error as Error).message);
      return standIn;
    }
  };
  const limit = (name: string, standard: number) => attempt(() => readLimit(name, env[name], standard), standard);
  const config: Config = {
    port: attempt(() => readPort(env.PORT), 0),
    // To Node an empty host means every network.
    host: env.HOST === undefined || env.HOST === '' ? 'localhost' : env.HOST,
    site: attempt(() => readSite(env.SITE), undefined),
    base: attempt(() => readBase(env.BASE_PATH), '/'),
    tls: attempt(() => readTls(env.TLS_CERT, env.TLS_KEY), undefined),
    limits: {
      maxMessageBytes: limit('PEER_MAX_MESSAGE_BYTES', defaultLimits.maxMessageBytes),
      maxMessagesPerSecond: limit('PEER_MAX_MESSAGES_PER_SECOND', defaultLimits.maxMessagesPerSecond),
    },
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 4321;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new Error(`PORT is “${text}”. Write a number from 0 to 65535, for example 4321.`);
  return port;
}

function readLimit(name: string, text: string | undefined, standard: number): number {
  if (text === undefined || text === '') return standard;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(limit))
    throw new Error(`${name} is “${text}”. Write a whole number, for example ${standard}, or 0 for no limit.`);
  return limit;
}

function readSite(folder: string | undefined): string | undefined {
  if (folder === undefined || folder === '') return undefined;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(
      `SITE is “${folder}”, which is no folder. Build the site first (npm run build), then name its folder: dist.`,
    );
  return folder;
}

function readBase(path: string | undefined): string {
  if (path === undefined || path === '') return '/';
  if (!/^\/([\w.-]+\/?)*$/.test(path))
    throw new Error(`BASE_PATH is “${path}”. Write a path from the root, for example /peerlab/.`);
  return path.endsWith('/') ? path : `${path}/`;
}

function readTls(cert: string | undefined, key: string | undefined): Tls | undefined {
  if (!cert && !key) return undefined;
  if (!cert || !key) throw new Error('TLS_CERT and TLS_KEY go together. Set both to PEM files, or neither.');
  const read = (name: string, path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw new Error(
        `${name} is “${path}”, which cannot be read (${(error as NodeJS.ErrnoException).code}). Name a PEM file.`,
        { cause: error },
      );
    }
  };
  const tls = { cert: read('TLS_CERT', cert), key: read('TLS_KEY', key) };
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new Error(
      `TLS_CERT is “${cert}” and TLS_KEY is “${key}”, which are no certificate and its key (${(error as Error).message}). Name two PEM files that belong together.`,
      { cause: error },
    );
  }
  return tls;
}
