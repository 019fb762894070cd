import { expect, test } from 'vitest';
import { readMessage } from '../../../src/samples/across-machines/mesh-room/message.ts';

const description = { type: 'offer', sdp: 'v=0' };

test('reads what the sample sends, and nothing that stands beside it or breaks the line', () => {
  expect(readMessage(JSON.stringify({ kind: 'person', name: ' A\u202ed\na ', isMuted: true, more: 1 }))).toEqual({
    kind: 'person',
    name: 'Ada',
    isMuted: true,
  });
  expect(readMessage(JSON.stringify({ kind: 'description', description: { ...description, more: 1 } }))).toEqual({
    kind: 'description',
    description,
  });
});

test.for([
  undefined,
  null,
  7,
  new ArrayBuffer(8),
  '',
  '{',
  'null',
  '[]',
  '"person"',
  '['.repeat(60_000),
  ' '.repeat(70_000) + '{}',
  { kind: 'person', name: 'Ada', isMuted: false }, // an object and no text
  ...[
    {},
    { kind: 'other' },
    { kind: 'person' },
    { kind: 'person', name: 'Ada' },
    { kind: 'person', name: 'Ada', isMuted: 'no' },
    { kind: 'person', name: 5, isMuted: false },
    { kind: 'person', name: 'x'.repeat(31), isMuted: false },
    { kind: 'description' },
    { kind: 'description', description: null },
    { kind: 'description', description: 'v=0' },
    { kind: 'description', description: { type: 'rollback', sdp: '' } },
    { kind: 'description', description: { type: 'offer' } },
    { kind: 'description', description: { type: 'offer', sdp: 'x'.repeat(60_001) } },
  ].map((message) => JSON.stringify(message)),
])('is deaf to %j', (data) => {
  expect(readMessage(data)).toBeUndefined();
});
