import { describe, expect, test } from 'vitest';
import { redaction, withoutSecrets } from '../../../src/lib/diagnostics/redact.ts';
import type { JsonValue } from '../../../src/lib/diagnostics/finding.ts';

const redacted = (value: JsonValue) => redaction(value)(value);

describe('addresses', () => {
  test.for([
    ['192.168.1.23', '192.168.1.[1]'],
    ['203.0.113.7:3478', '203.0.113.[1]:3478'],
    ['seen as 203.0.113.7.', 'seen as 203.0.113.[1].'],
    ['10.0.0.1 and 10.0.0.2, then 10.0.0.1', '10.0.0.[1] and 10.0.0.[2], then 10.0.0.[1]'],
    ['turn:10.1.2.3:3478?transport=tcp', 'turn:10.1.2.[1]:3478?transport=tcp'],
    ['http://192.0.2.9/x', 'http://192.0.2.[1]/x'],
    ['2001:db8:abcd:12::1', '2001:db8:abcd::[1]'],
    ['[2001:db8:abcd:12::1]:3478', '[2001:db8:abcd::[1]]:3478'],
    ['2001:DB8:ABCD:12:0:0:0:1 is 2001:db8:abcd:12::1', '2001:db8:abcd::[1] is 2001:db8:abcd::[1]'],
    ['fe80::1%eth0', 'fe80:0:0::[1]%[removed]'],
    ['::ffff:192.168.1.2', '192.168.1.[1]'],
    ['127.0.0.1 and ::1 and 0.0.0.0', '127.0.0.1 and ::1 and 0.0.0.0'],
    [
      'candidate:1 1 udp 2122 192.168.7.7 5000 typ srflx raddr 10.9.8.7 rport 9',
      'candidate:1 1 udp 2122 192.168.7.[1] 5000 typ srflx raddr 10.9.8.[2] rport 9',
    ],
  ])('%s', ([before, after]) => {
    expect(redacted(before!)).toBe(after);
  });

  test.for([
    'at 12:30:45',
    '1.2.3',
    '999.1.1.1',
    'a::b::c',
    'ratio 16:9',
    'std::vector',
    '10.0.0.1.5 is no address',
    'Done: 3 of 4',
  ])('leaves alone what is none: %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});

test('names of devices are reduced wherever they stand, also with signs that patterns mean', () => {
  const label = 'Anna’s Cam (046d:0825) [*.+?^$]';
  expect(
    redacted({ label, sentence: `“${label}” is black`, other: { microphoneLabel: 'Cam', labels: ['Anna', ''] } }),
  ).toEqual({
    label: '[device 1]',
    sentence: '“[device 1]” is black',
    other: { microphoneLabel: '[device 2]', labels: ['[device 3]', ''] },
  });
});

test('names and ids that stand for one machine are numbered', () => {
  const name = '1f0c3b6e-8f5e-4c2f-9d2e-000000000001';
  expect(redacted([`${name}.local`, `${name}.local`, '2f0c3b6e-8f5e-4c2f-9d2e-000000000001.local'])).toEqual([
    '[name 1].local',
    '[name 1].local',
    '[name 2].local',
  ]);
  expect(redacted('deviceId a3f5c2d1e4b6a7988877665544332211a3f5c2d1e4b6a7988877665544332211')).toBe('deviceId [id 1]');
  expect(redacted('AA:BB:CC:DD:EE:FF and aa:bb:cc:dd:ee:ff')).toBe('[hardware 1] and [hardware 1]');
  expect(redacted('could not open /home/anna/cam and C:\\Users\\Anna\\cam')).toBe(
    'could not open /home/[removed]/cam and C:\\Users\\[removed]\\cam',
  );
});

describe('secrets never pass, redacted or not', () => {
  test.for<[JsonValue, readonly string[], JsonValue]>([
    ['turn:alice:s3cret@host', [], 'turn:[removed]@host'],
    ['the password s3cret(*) of alice', ['alice', 's3cret(*)'], 'the password [removed] of [removed]'],
    [{ s3cret: ['s3cret', { deep: 'xs3crety' }] }, ['s3cret'], { '[removed]': ['[removed]', { deep: 'x[removed]y' }] }],
    ['alice-and-more alice', ['alice', 'alice-and-more'], '[removed] [removed]'],
    ['v=0\r\no=- 1 2 IN IP4 10.0.0.1\r\n', [], '[removed]'],
    ['a=ice-ufrag:abcd\r\na=ice-pwd:efghijklmnop', [], 'a=ice-ufrag:[removed]\r\na=ice-pwd:[removed]'],
    [
      'candidate:1 1 udp 1 10.0.0.1 9 typ host ufrag AbCd network-cost 999',
      [],
      'candidate:1 1 udp 1 10.0.0.1 9 typ host ufrag [removed] network-cost 999',
    ],
    [
      'a=fingerprint:sha-256 12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0',
      [],
      'a=fingerprint:[removed]',
    ],
    ['nothing here', [''], 'nothing here'],
  ])('%j', ([before, secrets, after]) => {
    expect(withoutSecrets(before, secrets)).toEqual(after);
  });
});

test('shape, numbers and dangerous names survive', () => {
  const nasty = JSON.parse('{"__proto__":{"ip":"10.0.0.1"},"constructor":1,"<b>":[true,null,-1.5,""]}') as JsonValue;
  const result = redacted(nasty) as Record<string, JsonValue>;
  expect(Object.keys(result)).toEqual(['__proto__', 'constructor', '<b>']);
  expect(JSON.stringify(result)).toBe('{"__proto__":{"ip":"10.0.0.[1]"},"constructor":1,"<b>":[true,null,-1.5,""]}');
  expect(({} as { ip?: string }).ip).toBeUndefined();
});

test('a very long text is no trap', () => {
  const long = `${'1.'.repeat(50_000)}${':'.repeat(50_000)}${'a'.repeat(50_000)}`;
  expect(redacted(long)).toMatch(/^1\.1\./);
});

test('a device whose name stands in our own marks harms nothing', () => {
  expect(redacted({ label: 'device', note: 'a device of 10.0.0.1', otherLabel: '1' })).toEqual({
    label: '[device 1]',
    note: 'a [device 1] of [device 2]0.0.0.[device 2]',
    otherLabel: '[device 2]',
  });
});
