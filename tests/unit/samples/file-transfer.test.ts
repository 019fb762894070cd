import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { inWords, timeInWords, watchPace } from '../../../src/samples/data-channel/file-transfer/pace.ts';
import { readNote } from '../../../src/samples/data-channel/file-transfer/protocol.ts';
import { Sha256 } from '../../../src/samples/data-channel/file-transfer/sha256.ts';

// 55, 56 and 64 are where the padding needs a block more; pieces of 37 bytes never end where a block does.
test.for([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 10_000])(
  'hashes %d bytes as others do, in pieces or whole',
  (length) => {
    const bytes = randomBytes(length);
    const [whole, pieces] = [new Sha256(), new Sha256()];
    whole.update(bytes);
    for (let at = 0; at < length; at += 37) pieces.update(bytes.subarray(at, at + 37));
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(whole.digest()).toBe(expected);
    expect(pieces.digest()).toBe(expected);
  },
);

const note = (value: unknown) => readNote(JSON.stringify(value));

test('reads notes, and nothing more of them than there should be', () => {
  expect(note({ kind: 'offer', name: 'a', type: '', size: 0, more: 1 })).toEqual({
    kind: 'offer',
    name: 'a',
    type: '',
    size: 0,
  });
  expect(note({ kind: 'kept', bytes: 5 })).toEqual({ kind: 'kept', bytes: 5 });
  expect(note({ kind: 'pause', isPaused: true })).toEqual({ kind: 'pause', isPaused: true });
  expect(note({ kind: 'end', sha256: 'ab'.repeat(32) })).toEqual({ kind: 'end', sha256: 'ab'.repeat(32) });
  expect(note({ kind: 'done', isWhole: false })).toEqual({ kind: 'done', isWhole: false });
  expect(note({ kind: 'accept' })).toEqual({ kind: 'accept' });
  expect(note({ kind: 'refuse' })).toEqual({ kind: 'refuse' });
});

test.for([
  null,
  [],
  7,
  { kind: 'delete' },
  { kind: 'offer', name: 'a', type: '', size: -1 },
  { kind: 'offer', name: 'a', type: '', size: 0.5 },
  { kind: 'offer', name: 'a', size: 1 },
  { kind: 'offer', name: 'x'.repeat(256), type: '', size: 1 },
  { kind: 'kept', bytes: '5' },
  { kind: 'kept', bytes: 2 ** 60 },
  { kind: 'pause', isPaused: 1 },
  { kind: 'end', sha256: 'AB'.repeat(32) },
  { kind: 'end', sha256: 'ab' },
  { kind: 'done' },
])('does not read %j', (value) => {
  expect(note(value)).toBeUndefined();
});

test('does not read what is no note at all', () => {
  for (const data of ['', '{', `"${'x'.repeat(5000)}"`, undefined, new ArrayBuffer(3)])
    expect(readNote(data)).toBeUndefined();
});

test('the rate is that of the last three seconds, and unknown at the beginning', () => {
  const pace = watchPace(1000);
  expect(pace.at(0, 0)).toEqual({ bytesPerS: undefined, secondsLeft: undefined });
  expect(pace.at(100, 1000)).toEqual({ bytesPerS: 100, secondsLeft: 9 });
  expect(pace.at(200, 2000)).toEqual({ bytesPerS: 100, secondsLeft: 8 });
  for (let second = 3; second <= 8; second++) pace.at(200 + 50 * (second - 2), 1000 * second);
  expect(pace.at(550, 9000)).toEqual({ bytesPerS: 50, secondsLeft: 9 });
});

test('the rate falls when nothing comes any more, and a pause is no slowness', () => {
  const pace = watchPace(1000);
  pace.at(0, 0);
  pace.at(100, 1000);
  expect(pace.at(100, 2000).bytesPerS).toBe(50);
  expect(pace.at(100, 30_000)).toEqual({ bytesPerS: 0, secondsLeft: undefined });
  pace.restart();
  expect(pace.at(100, 60_000).bytesPerS).toBeUndefined();
  expect(pace.at(300, 61_000).bytesPerS).toBe(200);
});

test('sizes and times are said as people say them', () => {
  expect([0, 1, 999, 1500, 41_943_040, 2e9].map(inWords)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.5 kB',
    '41.9 MB',
    '2.00 GB',
  ]);
  expect([0.2, 59, 61, 3600 + 125].map(timeInWords)).toEqual(['1 s', '59 s', '1 min 1 s', '1 h 2 min']);
});
