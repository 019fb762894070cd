import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../peer-server/src/config.ts';

test('without variables it serves this machine only, at 4321, at the root', () => {
  expect(readConfig({})).toEqual({ port: 4321, host: '127.0.0.1', site: undefined, base: '/', tls: undefined });
});

test('reads what is set', () => {
  const config = readConfig({ PORT: '0', HOST: '0.0.0.0', SITE: 'src', BASE_PATH: '/peerlab' });
  expect(config).toEqual({ port: 0, host: '0.0.0.0', site: 'src', base: '/peerlab/', tls: undefined });
});

test.for([
  [{ PORT: 'http' }, 'PORT is “http”. Write a number from 0 to 65535'],
  [{ PORT: '70000' }, 'PORT is “70000”'],
  [{ PORT: '-1' }, 'PORT is “-1”'],
  [{ SITE: 'no-such-folder' }, 'SITE is “no-such-folder”, which is no folder. Build the site first'],
  [{ SITE: 'package.json' }, 'SITE is “package.json”, which is no folder'],
  [{ BASE_PATH: 'peerlab' }, 'BASE_PATH is “peerlab”. Write a path from the root'],
  [{ TLS_CERT: 'cert.pem' }, 'TLS_CERT and TLS_KEY go together'],
  [{ TLS_CERT: 'no.pem', TLS_KEY: 'no.pem' }, 'TLS_CERT is “no.pem”, which cannot be read (ENOENT)'],
] as const)('%o is a sentence', ([env, sentence]) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(sentence);
});

test('says all mistakes at once', () => {
  try {
    readConfig({ PORT: 'x', SITE: 'no-such-folder' });
    expect.unreachable();
  } catch (error) {
    expect((error as ConfigError).problems).toHaveLength(2);
  }
});
