import { describe, expect, test } from 'vitest';
import {
  addressOf,
  checkServer,
  isTurn,
  parseServers,
  ServersError,
  transportOf,
  withoutSecrets,
} from '../../../src/lib/diagnostics/servers.ts';

describe('parseServers', () => {
  const turn = { urls: ['turn:a.test', 'turns:a.test:443'], username: 'u', credential: 'p' };
  const three = [
    { url: 'stun:a.test' },
    { url: 'turn:a.test', username: 'u', credential: 'p' },
    { url: 'turns:a.test:443', username: 'u', credential: 'p' },
  ];

  test('reads a list, a configuration, and one server, with one entry for each URL', () => {
    const list = [{ urls: ' stun:a.test ' }, turn];
    expect(parseServers(JSON.stringify(list))).toEqual(three);
    expect(parseServers(JSON.stringify({ iceServers: list, iceTransportPolicy: 'relay' }))).toEqual(three);
    expect(parseServers(JSON.stringify(turn))).toEqual(three.slice(1));
  });

  test.each([
    ['[{"urls": "turn:a", "credential": "secret"', /^This is not JSON/],
    ['7', /^Expected a list/],
    ['{}', /^Expected a list/],
    ['[]', /^There is no server/],
    ['{"iceServers": []}', /^There is no server/],
    ['[7]', /^Server 1 has no “urls”/],
    ['[{"urls": "stun:a"}, {"url": "stun:b"}]', /^Server 2 has “url”, an old name/],
    ['[{"urls": 7}]', /^Server 1: “urls” must be a text/],
    ['[{"urls": [null]}]', /^Server 1: “urls” must be a text/],
    ['[{"urls": "turn:a", "username": 7}]', /^Server 1: “username” must be a text/],
    [JSON.stringify([{ urls: 'a'.repeat(501) }]), /longer than 500 characters/],
    [JSON.stringify([{ urls: Array(51).fill('stun:a') }]), /^At most 50 servers/],
  ])('says what is wrong with %s', (text, sentence) => {
    expect(() => parseServers(text)).toThrow(ServersError);
    expect(() => parseServers(text)).toThrow(sentence);
  });

  test('repeats nothing of the text, which may hold a password', () => {
    try {
      parseServers('[{"credential": "secret" "urls"}]');
    } catch (error) {
      expect(String(error)).not.toContain('secret');
      expect((error as Error).cause).toBeUndefined();
    }
    expect.assertions(2);
  });
});

describe('checkServer', () => {
  test.each([
    'stun:a.test',
    'stun:a.test:3478',
    'STUN:a.test',
    'stuns:a.test',
    'stun:192.0.2.1:1',
    'stun:[2001:db8::1]:65535',
    'stun:müller.test',
  ])('has nothing against %s', (url) => {
    expect(checkServer({ url })).toBeUndefined();
  });

  test('has nothing against a TURN server with both', () => {
    for (const url of ['turn:a.test', 'turn:a.test?transport=udp', 'turns:a.test:443?transport=TCP'])
      expect(checkServer({ url, username: 'u', credential: 'p' })).toBeUndefined();
  });

  test.each([
    ['', 'The address is empty.'],
    ['a.test', 'begins with stun:'],
    ['https://a.test', 'begins with stun:'],
    ['stun://a.test', 'There is no //'],
    ['stun:', 'name of the server is missing'],
    ['stun::3478', 'name of the server is missing'],
    ['stun:two words', 'no spaces'],
    ['stun:me@a.test', 'no @'],
    ['stun:a/b', 'characters that no name has'],
    ['stun:[zz]', 'characters that no name has'],
    ['stun:a.test:0', 'from 1 to 65535'],
    ['stun:a.test:65536', 'from 1 to 65535'],
    ['stun:a.test:', 'from 1 to 65535'],
    ['stun:a.test:http', 'from 1 to 65535'],
    ['stun:2001:db8::1', 'stands in brackets'],
    ['stun:a.test?transport=udp', 'Only turn: and turns:'],
    ['turn:a.test?transport=sctp', 'transport=udp or transport=tcp'],
    ['turn:a.test', 'needs a username and a password'],
  ])('says what is wrong with “%s”', (url, sentence) => {
    expect(checkServer({ url })).toContain(sentence);
  });

  test.each([{}, { username: 'u' }, { credential: 'p' }, { username: '', credential: '' }])(
    'asks for what a TURN server lacks: %o',
    (some) => {
      expect(checkServer({ url: 'turns:a.test', ...some })).toContain('needs a username and a password');
    },
  );
});

test('a URL says where a server is and how it is spoken with', () => {
  expect(addressOf('stun:A.test')).toEqual({ scheme: 'stun', host: 'a.test', port: 3478 });
  expect(addressOf('turns:[2001:db8::1]')).toEqual({ scheme: 'turns', host: '2001:db8::1', port: 5349 });
  expect(addressOf('turn:a.test:443?transport=tcp')).toMatchObject({ port: 443 });
  expect(addressOf('http://a.test')).toBeUndefined();
  expect(['stun:a', 'turn:a', 'turn:a?transport=udp', 'stuns:a'].map(transportOf)).toEqual(Array(4).fill('udp'));
  expect(['turn:a?transport=tcp', 'turns:a', 'turns:a?transport=udp'].map(transportOf)).toEqual(['tcp', 'tls', 'tls']);
  expect(['turn:a', 'TURNS:a', 'stun:turn', 'stuns:a'].map(isTurn)).toEqual([true, true, false, false]);
  expect(withoutSecrets({ url: 'turn:a', username: 'u', credential: 'p' })).toEqual({ url: 'turn:a' });
});
