import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { IceConfig } from './ice-servers.ts';
import { limitsBy, type Limits } from './limits.ts';
import type { Trust } from './origin.ts';

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
  /** What peers may ask of the server; without it `defaultLimits`. */
  readonly limits?: Limits;
  /** Whom the server believes; without it nobody: only its own pages connect, and there is no proxy. */
  readonly trust?: Trust;
  /** What `/ice-servers.json` names; without it no server. */
  readonly ice?: IceConfig;
  /** Where the nodes of one service meet: `redis://host:6379`. Without it this node is alone. */
  readonly redisUrl?: string | undefined;
  /** How much is logged, one of {@link logLevels}; without it `warn`. */
  readonly logLevel?: LogLevel;
}

/** From nothing to everything; only `debug` names ids of peers. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

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
 * Reads the configuration from environment variables; README.md describes them. Throws a ConfigError with a sentence for every
 * mistake at once.
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
  const config: Config = {
    port: attempt(() => readPort(env.PORT), 0),
    // To Node an empty host means every network.
    host: env.HOST === undefined || env.HOST === '' ? 'localhost' : env.HOST,
    site: attempt(() => readSite(env.SITE), undefined),
    base: attempt(() => readBase(env.BASE_PATH), '/'),
    tls: attempt(() => readTls(env.TLS_CERT, env.TLS_KEY), undefined),
    limits: limitsBy((name, standard) => attempt(() => readCount(name, env[name], standard), standard)),
    trust: {
      origins: attempt(() => readOrigins(env.PEER_ALLOWED_ORIGINS), []),
      proxy: attempt(() => readSwitch('TRUST_PROXY', env.TRUST_PROXY), false),
    },
    ice: attempt(() => readIce(env), { stunUrls: [], turnUrls: [], turnSecret: '', turnTtlSeconds: 0 }),
    redisUrl: attempt(() => readRedisUrl(env.REDIS_URL), undefined),
    logLevel: attempt(() => readLogLevel(env.LOG_LEVEL), 'info'),
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

function readCount(name: string, text: string | undefined, standard: number): number {
  if (text === undefined || text === '') return standard;
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count))
    throw new Error(`${name} is “${text}”. Write a whole number, for example ${standard}, or 0 for no limit.`);
  return count;
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '' || text === '0') return false;
  if (text !== '1') throw new Error(`${name} is “${text}”. Write 1 for yes, or 0 for no.`);
  return true;
}

const listed = (text: string | undefined) => (text ?? '').split(',').flatMap((part) => part.trim() || []);

function readOrigins(text: string | undefined): readonly string[] | 'any' {
  if (text?.trim() === '*') return 'any';
  for (const origin of listed(text))
    if (URL.parse(origin)?.origin !== origin)
      throw new Error(
        `PEER_ALLOWED_ORIGINS has “${origin}”. Write origins with commas between them, for example https://example.org, or * for all.`,
      );
  return listed(text);
}

function readIce(env: Readonly<Record<string, string | undefined>>): IceConfig {
  const urls = (name: string, pattern: RegExp, example: string) => {
    for (const url of listed(env[name]))
      if (!pattern.test(url))
        throw new Error(`${name} has “${url}”. Write addresses with commas between them, for example ${example}.`);
    return listed(env[name]);
  };
  const turnUrls = urls('TURN_URLS', /^turns?:[^\s/?]+(\?transport=(udp|tcp))?$/, 'turn:turn.example.org:3478');
  if (turnUrls.length > 0 && !env.TURN_SECRET)
    throw new Error(
      'TURN_URLS is set, and TURN_SECRET is not. Write the secret that the TURN server has: static-auth-secret of coturn.',
    );
  const turnTtlSeconds = readCount('TURN_TTL_SECONDS', env.TURN_TTL_SECONDS, 12 * 60 * 60);
  if (turnTtlSeconds === 0)
    throw new Error('TURN_TTL_SECONDS is “0”. Write for how many seconds a password is good, for example 43200.');
  return {
    stunUrls: urls('STUN_URLS', /^stuns?:[^\s/?]+$/, 'stun:stun.example.org:3478'),
    turnUrls,
    turnSecret: env.TURN_SECRET ?? '',
    turnTtlSeconds,
  };
}

function readRedisUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  // The address may hold a password: it is not repeated.
  if (!['redis:', 'rediss:'].includes(URL.parse(text)?.protocol ?? ''))
    throw new Error('REDIS_URL is no address of Redis. Write, for example, redis://localhost:6379.');
  return text;
}

function readLogLevel(text: string | undefined): LogLevel {
  if (text === undefined || text === '') return 'info';
  const level = logLevels.find((name) => name === text);
  if (!level) throw new Error(`LOG_LEVEL is “${text}”. Write ${logLevels.join(', ')}.`);
  return level;
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
