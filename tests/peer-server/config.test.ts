import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../peer-server/src/config.ts';
import { defaultLimits, limitVariables } from '../../peer-server/src/limits.ts';
import { makeCertificate } from '../../peer-server/src/lan.ts';

test('without variables it serves this machine only, at 4321, at the root', () => {
  expect(readConfig({})).toEqual({
    port: 4321,
    host: 'localhost',
    site: undefined,
    base: '/',
    tls: undefined,
    limits: defaultLimits,
    trust: { origins: [], proxy: false },
    ice: { stunUrls: [], turnUrls: [], turnSecret: '', turnTtlSeconds: 43_200 },
    redisUrl: undefined,
    logLevel: 'info',
  });
});

test('an empty variable is one that is not set: an empty host would mean every network', () => {
  const empty = { PORT: '', HOST: '', SITE: '', BASE_PATH: '', TLS_CERT: '', TLS_KEY: '' };
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test('reads what is set', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '0.0.0.0',
    SITE: 'src',
    BASE_PATH: '/peerlab',
    PEER_MAX_MESSAGE_BYTES: '0',
    PEER_ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
    TRUST_PROXY: '1',
    STUN_URLS: 'stun:s.example:3478',
    TURN_URLS: 'turn:t.example:3478,turns:t.example:5349?transport=tcp',
    TURN_SECRET: 'secret',
    TURN_TTL_SECONDS: '600',
    REDIS_URL: 'redis://:password@r.example:6379',
    LOG_LEVEL: 'debug',
  });
  expect(config).toEqual({
    port: 0,
    host: '0.0.0.0',
    site: 'src',
    base: '/peerlab/',
    tls: undefined,
    limits: { ...defaultLimits, maxMessageBytes: 0 },
    trust: { origins: ['https://a.example', 'http://b.example:8080'], proxy: true },
    ice: {
      stunUrls: ['stun:s.example:3478'],
      turnUrls: ['turn:t.example:3478', 'turns:t.example:5349?transport=tcp'],
      turnSecret: 'secret',
      turnTtlSeconds: 600,
    },
    redisUrl: 'redis://:password@r.example:6379',
    logLevel: 'debug',
  });
});

test.for([
  [{ PORT: 'http' }, 'PORT is “http”. Write a number from 0 to 65535'],
  [{ PORT: '70000' }, 'PORT is “70000”'],
  [{ PORT: '-1' }, 'PORT is “-1”'],
  [{ SITE: 'no-such-folder' }, 'SITE is “no-such-folder”, which is no folder. Build the site first'],
  [{ SITE: 'package.json' }, 'SITE is “package.json”, which is no folder'],
  [{ PORT: '4321.5' }, 'PORT is “4321.5”'],
  [{ PEER_MAX_MESSAGE_BYTES: '100 kB' }, 'PEER_MAX_MESSAGE_BYTES is “100 kB”. Write a whole number'],
  [{ PEER_MAX_MESSAGES_PER_SECOND: '-1' }, 'or 0 for no limit'],
  [{ PEER_ALLOWED_ORIGINS: 'a.example' }, 'PEER_ALLOWED_ORIGINS has “a.example”. Write origins'],
  [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY is “yes”. Write 1 for yes, or 0 for no.'],
  [{ STUN_URLS: 's.example' }, 'STUN_URLS has “s.example”. Write addresses'],
  [{ TURN_URLS: 'stun:t.example', TURN_SECRET: 'x' }, 'TURN_URLS has “stun:t.example”'],
  [{ TURN_URLS: 'turn:t.example' }, 'TURN_URLS is set, and TURN_SECRET is not'],
  [{ TURN_TTL_SECONDS: '0' }, 'TURN_TTL_SECONDS is “0”'],
  [{ REDIS_URL: 'localhost' }, 'REDIS_URL is no address of Redis'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is “loud”. Write silent, error, warn, info, debug.'],
  [{ BASE_PATH: 'peerlab' }, 'BASE_PATH is “peerlab”. Write a path from the root'],
  [{ TLS_CERT: 'cert.pem' }, 'TLS_CERT and TLS_KEY go together'],
  [{ TLS_CERT: 'no.pem', TLS_KEY: 'no.pem' }, 'TLS_CERT is “no.pem”, which cannot be read (ENOENT)'],
  [
    { TLS_CERT: 'package.json', TLS_KEY: 'package.json' },
    'TLS_CERT is “package.json” and TLS_KEY is “package.json”, which are no certificate and its key',
  ],
] as const)('%o is a sentence', ([env, sentence]) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(sentence);
});

test('a certificate with the key of another one is a sentence, one with its own is read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'peerlab-tls-'));
  const [one, another] = await Promise.all([makeCertificate([]), makeCertificate([])]);
  await writeFile(join(folder, 'cert.pem'), one.cert);
  await writeFile(join(folder, 'key.pem'), one.key);
  await writeFile(join(folder, 'other.pem'), another.key);
  const read = (key: string) => readConfig({ TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, key) });
  expect(read('key.pem').tls).toEqual(one);
  expect(() => read('other.pem')).toThrow('Name two PEM files that belong together');
  await rm(folder, { recursive: true });
});

test('README.md names every variable that is read, with what holds without it', () => {
  const readme = readFileSync('peer-server/README.md', 'utf8');
  const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
  const read = readFileSync('peer-server/src/config.ts', 'utf8').matchAll(/env\.([A-Z_]+)/g);
  for (const [, name] of read)
    expect(
      rows.some((row) => row.includes(`\`${name}\``)),
      name,
    ).toBe(true);
  for (const [name, standard] of Object.values(limitVariables))
    expect(
      rows.filter((row) => row.startsWith(`| \`${name}\``) && row.includes(`| ${standard} |`)),
      name,
    ).toHaveLength(1);
});

test('says all mistakes at once', () => {
  try {
    readConfig({ PORT: 'x', SITE: 'no-such-folder' });
    expect.unreachable();
  } catch (error) {
    expect((error as ConfigError).problems).toHaveLength(2);
  }
});
