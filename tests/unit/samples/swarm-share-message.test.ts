import { expect, test } from 'vitest';
import {
  makeManifest,
  openManifest,
  readManifest,
  sha256,
} from '../../../src/samples/across-machines/swarm-share/manifest.ts';
import { packItem, readMessage } from '../../../src/samples/across-machines/swarm-share/message.ts';

const hash = 'ab'.repeat(32);
const text = (value: unknown) => readMessage(JSON.stringify(value));

test('reads what peers tell each other, and nothing more of it than there should be', () => {
  expect(text({ kind: 'hello', file: hash, more: 1 })).toEqual({ kind: 'hello', file: hash });
  expect(text({ kind: 'have', pieces: [0, 6103] })).toEqual({ kind: 'have', pieces: [0, 6103] });
  expect(text({ kind: 'want', what: 'piece', index: 7 })).toEqual({ kind: 'want', what: 'piece', index: 7 });
  expect(text({ kind: 'want', what: 'manifest', index: 15 })).toEqual({ kind: 'want', what: 'manifest', index: 15 });
});

test.for([
  null,
  [],
  7,
  { kind: 'hello' },
  { kind: 'hello', file: `${hash}0` },
  { kind: 'have', pieces: 5 },
  { kind: 'have', pieces: [] },
  { kind: 'have', pieces: [1, 1] },
  { kind: 'have', pieces: [6104] },
  { kind: 'have', pieces: [-1] },
  { kind: 'have', pieces: [0.5] },
  { kind: 'have', pieces: ['1'] },
  { kind: 'want', what: 'piece', index: 6104 },
  { kind: 'want', what: 'manifest', index: 16 },
  { kind: 'want', what: 'everything', index: 0 },
  { kind: 'item', what: 'piece', index: 0, count: 1, bytes: {} },
])('does not read %j', (value) => {
  expect(text(value)).toBeUndefined();
});

test('does not read what is no text of a peer at all', () => {
  for (const data of ['', '{', 'x'.repeat(70_000), undefined, new Blob(), new Uint8Array(20), new ArrayBuffer(9)])
    expect(readMessage(data)).toBeUndefined();
});

test('reads bytes as they were packed, within their bounds', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  expect(readMessage(packItem({ what: 'piece', index: 2 }, 3, bytes))).toEqual({
    ...{ kind: 'item', what: 'piece', index: 2, count: 3, bytes },
  });
  expect(readMessage(packItem({ what: 'piece', index: 3 }, 3, bytes))).toBeUndefined();
  expect(readMessage(packItem({ what: 'piece', index: 0 }, 6105, bytes))).toBeUndefined();
  expect(readMessage(packItem({ what: 'manifest', index: 0 }, 17, bytes))).toBeUndefined();
  expect(readMessage(packItem({ what: 'piece', index: 0 }, 1, new Uint8Array(32 * 1024 + 1)))).toBeUndefined();
  const unknown = packItem({ what: 'piece', index: 0 }, 1, bytes);
  new DataView(unknown).setUint8(0, 2);
  expect(readMessage(unknown)).toBeUndefined();
});

test('a manifest is the same for the same file, and opens by its hash only', async () => {
  const never = new AbortController().signal;
  const make = () => makeManifest(new File([new Uint8Array(70_000)], 'a'), () => undefined, never);
  const [one, other] = [await make(), await make()];
  expect(one.hash).toBe(other.hash);
  expect(one.manifest.hashes).toHaveLength(3);
  expect((await openManifest(one.bytes, one.hash))?.manifest).toEqual(one.manifest);
  expect(await openManifest(one.bytes, hash)).toBeUndefined();
  const aborted = makeManifest(new File(['a'], 'a'), () => undefined, AbortSignal.abort());
  await expect(aborted).rejects.toThrow();
});

test.for([
  'nonsense',
  null,
  { name: 5, size: 1, hashes: [hash] },
  { name: 'x'.repeat(201), size: 1, hashes: [hash] },
  { name: 'a', size: 0, hashes: [] },
  { name: 'a', size: 200_000_001, hashes: Array(6104).fill(hash) },
  { name: 'a', size: 40_000, hashes: [hash] },
  { name: 'a', size: 1, hashes: ['x'] },
])('whoever made the link may lie, too: %j', async (value) => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  expect(readManifest(bytes)).toBeUndefined();
  expect(await openManifest(bytes, await sha256(bytes))).toBeUndefined();
});
