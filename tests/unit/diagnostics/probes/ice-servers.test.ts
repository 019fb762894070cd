import { describe, expect, test } from 'vitest';
import { judgeServer } from '../../../../src/lib/diagnostics/probes/ice-servers.ts';
import { candidate, gathered } from './gathered.ts';

const host = candidate('host', '10.77.1.2:5000');
const host6 = candidate('host', '[fd00::2]:5000');
const hidden = candidate('host', 'c1a5.local:5000');
const lookup = { text: 'STUN host lookup received error.' };
const found = (url: string, ...args: Parameters<typeof gathered>) => judgeServer({ url, gathered: gathered(...args) });

describe('a server that works', () => {
  test('is told with the time of the candidate that shows it, not of the first', () => {
    const late = candidate('srflx', '203.0.113.9:5000', { atMs: 80 });
    const { id, sentence, subject } = found('stun:a.test', [host, late], { endedBy: 'found', errors: [lookup] });
    expect({ id, sentence, subject }).toEqual({
      id: 'servers.works',
      sentence: 'stun:a.test answered after 80 ms.',
      subject: 'stun:a.test',
    });
  });

  test('a TURN server works by a relay only', () => {
    const relay = candidate('relay', '203.0.113.20:50000', { relayProtocol: 'udp' });
    expect(found('turn:a.test', [host, relay]).id).toBe('servers.works');
    expect(found('turn:a.test', [host, candidate('srflx', '203.0.113.9:5000')]).id).not.toBe('servers.works');
  });

  test('Chromium leaves out what equals a visible address: the server has answered', () => {
    expect(found('stun:192.0.2.1', [host]).id).toBe('servers.works');
    expect(found('stun:a.test', [host, host6], { errors: [{ ...lookup, address: '[fd00:0:0:x]:5' }] }).id).toBe(
      'servers.works',
    );
    // Nothing of the kind is known of a family that this machine does not have, or that hides, or that took long.
    expect(found('stun:[2001:db8::1]', [host]).id).toBe('servers.not-asked');
    expect(found('stun:192.0.2.1', [hidden]).id).toBe('servers.not-asked');
    expect(found('stun:192.0.2.1', [host], { endedBy: 'deadline', tookMs: 8000 }).id).toBe('servers.stun-silent');
  });

  test('slowly', () => {
    expect(found('stun:a.test', [candidate('srflx', '203.0.113.9:5000', { atMs: 3400 })]).id).toBe('servers.slow');
  });
});

describe('a relay with a private address', () => {
  const from = (address: string) => [candidate('relay', `${address}:50000`)];
  test.each([
    ['turn:turn.example.org', '172.17.0.2'],
    ['turn:198.51.100.10', '10.0.0.5'],
    ['turn:127.0.0.1', '10.1.2.3'],
    ['turn:turn.example.org', '127.0.0.1'],
  ])('%s relaying from %s is of no use', (url, address) => {
    const one = found(url, from(address));
    expect(one.id).toBe('servers.relay-private');
    expect(one.sentence).toContain(`relays from ${address}`);
  });
  test.each([
    ['turn:10.0.0.1', '10.0.0.5'],
    ['turn:127.0.0.1', '127.0.0.1'],
    ['turn:localhost', '127.0.0.1'],
    ['turn:turn.example.org', '198.51.100.10'],
  ])('%s relaying from %s is as it should be', (url, address) => {
    expect(found(url, from(address)).id).toBe('servers.works');
  });
});

describe('a server that does not work', () => {
  const turn = 'turn:198.51.100.10';
  test.each([
    [401, 'Unauthorized.', 'servers.unauthorized'],
    [441, '', 'servers.unauthorized'],
    [403, '', 'servers.forbidden'],
    [486, 'TURN allocate error.', 'servers.quota'],
    [508, '', 'servers.quota'],
    [442, '', 'servers.turn-error'],
    [300, '', 'servers.turn-error'],
  ])('answers with error %i', (code, text, id) => {
    // Chromium takes what the server saw for an address all the same: the error counts.
    const one = found(turn, [host, candidate('srflx', '203.0.113.9:5000')], { errors: [{ code, text }] });
    expect(one.id).toBe(id);
    expect(one.verdict).toBe('fail');
  });

  test('says what an error means', () => {
    expect(found(turn, [host], { errors: [{ code: 442 }] }).sentence).toBe(
      'turn:198.51.100.10 can be reached, but answers with error 442: it does not relay with this transport.',
    );
  });

  test('silence, as Chromium and Firefox tell it, or do not', () => {
    const timedOut = { errors: [{ text: 'STUN binding request timed out.' }] };
    const late = { endedBy: 'deadline', tookMs: 8003 } as const;
    expect(found('stun:a.test', [host], late).sentence).toBe('stun:a.test did not answer within 8 seconds.');
    expect(found('stun:a.test', [host], { ...late, ...timedOut }).id).toBe('servers.stun-silent');
    expect(found('stun:127.0.0.1', [host], { errors: [{ text: '' }] }).id).toBe('servers.stun-silent');
    expect(found(turn, [host], late).id).toBe('servers.turn-silent');
    expect(found(`${turn}?transport=tcp`, [host], late).id).toBe('servers.turn-silent');
  });

  test('an unknown name, but not if only one family is unknown', () => {
    expect(found('stun:nowhere.test', [host, host6], { errors: [lookup, lookup] }).id).toBe('servers.unknown-host');
    expect(found('stun:nowhere.test', [host], { errors: [{ text: '' }] }).id).toBe('servers.unknown-host'); // Firefox
    const late = { endedBy: 'deadline', errors: [lookup] } as const;
    expect(found('stun:a.test', [host, host6], late).id).toBe('servers.stun-silent');
    expect(found('stun:a.test', [host], late).id).toBe('servers.unknown-host');
  });

  test('no connection over TCP or TLS', () => {
    const errors = [{ text: 'Failed to establish connection' }];
    expect(found(`${turn}?transport=tcp`, [host], { errors }).id).toBe('servers.refused');
    expect(found(`${turn}?transport=tcp`, [host], { errors, endedBy: 'deadline' }).id).toBe('servers.refused');
    expect(found('turns:a.test', [host], { errors }).id).toBe('servers.tls-failed');
    expect(found('turns:a.test', [host], { endedBy: 'deadline' }).id).toBe('servers.tls-failed'); // Firefox
  });

  test('was not asked: no way of this kind, or a policy', () => {
    expect(found('turn:a.test', []).id).toBe('servers.not-asked');
    expect(found('turn:a.test', []).verdict).toBe('not-measurable');
  });
});

test('an entry that cannot be asked', () => {
  const url = 'stun:a.test:9';
  expect(judgeServer({ url: 'smtp:a', complaint: 'An address begins with stun:.' })).toMatchObject({
    id: 'servers.malformed',
    sentence: '“smtp:a” cannot be used. An address begins with stun:.',
  });
  expect(found(url, [], { endedBy: 'refused', refusal: 'SyntaxError: blocked port' })).toMatchObject({
    id: 'servers.malformed',
    sentence: '“stun:a.test:9” cannot be used. The browser does not take it (SyntaxError: blocked port).',
  });
  expect(judgeServer({ url: 'turn:a.test', missing: 'credentials' }).id).toBe('servers.no-credentials');
});
