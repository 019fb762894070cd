import { expect, test } from 'vitest';
import type { Probe } from '../../../src/lib/diagnostics/probe.ts';
import { chosenProbes, readSettings, writeSettings } from '../../../src/lib/diagnostics/settings.ts';

test('a link names checks by their id or their first word, in the order of causes', () => {
  expect(readSettings('?only=nat,camera').only).toEqual(['camera-capture', 'camera-resolutions', 'nat']);
  expect(readSettings('?only=nonsense,,').only).toBeUndefined();
  expect(readSettings('').only).toBeUndefined();
});

test('autostart is a word, and may be refused', () => {
  expect(['?autostart', '?autostart=1', '?autostart=false', ''].map((query) => readSettings(query).autostart)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('servers come without secrets, and those with secrets do not come', () => {
  const query =
    '?ice=stun:a.example:3478&ice=turn:b.example%3Ftransport%3Dtcp&ice=turn:user:pw@c.example&ice=javascript:alert(1)';
  expect(readSettings(query).iceServers).toEqual([
    { url: 'stun:a.example:3478' },
    { url: 'turn:b.example?transport=tcp' },
  ]);
});

test('what is written can be read again, and holds no secret', () => {
  const settings = {
    only: ['nat'] as const,
    autostart: true,
    iceServers: [
      { url: 'turn:b.example?transport=tcp', username: 'anna', credential: 'hunter2' },
      { url: 'turn:anna:hunter2@c.example' },
    ],
  };
  const query = writeSettings(settings);
  expect(query).not.toMatch(/anna|hunter2/);
  expect(readSettings(query)).toEqual({
    only: ['nat'],
    autostart: true,
    iceServers: [{ url: 'turn:b.example?transport=tcp' }],
  });
  expect(writeSettings({ only: undefined, autostart: false, iceServers: [] })).toBe('');
});

test('a link decides before the boxes do', () => {
  const probes = [
    { id: 'environment', group: 'basics' },
    { id: 'nat', group: 'network' },
    { id: 'echo', group: 'echo' },
  ] as Probe[];
  const idsOf = (chosen: Probe[]) => chosen.map(({ id }) => id);
  expect(idsOf(chosenProbes(probes, ['echo'], ['basics']))).toEqual(['echo']);
  expect(idsOf(chosenProbes(probes, undefined, ['basics', 'network']))).toEqual(['environment', 'nat']);
});
