import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assets, isGenuine } from '../../../src/samples/across-machines/peer-cdn/assets.ts';
import { packChunk, readMessage, writeMessage } from '../../../src/samples/across-machines/peer-cdn/message.ts';

const [asset, other] = assets as [(typeof assets)[0], (typeof assets)[0]];
const text = (value: unknown) => readMessage(JSON.stringify(value));

test('the list names the pictures that the site has, as they are', async () => {
  const files = readdirSync('public/peer-cdn').filter((name) => name.endsWith('.png'));
  expect(files.sort()).toEqual(assets.map(({ name }) => `${name}.png`).sort());
  for (const one of assets) {
    const bytes = readFileSync(`public/peer-cdn/${one.name}.png`);
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')], one.name).toEqual([one.size, one.hash]);
    expect(await isGenuine(one, new Blob([bytes]))).toBe(true);
    bytes[100]! ^= 1;
    expect(await isGenuine(one, new Blob([bytes]))).toBe(false);
  }
});

test('what is written is read', () => {
  expect(readMessage(writeMessage('have', [other, asset]))).toEqual({ kind: 'have', assets: [asset, other] });
  expect(readMessage(writeMessage('have', []))).toEqual({ kind: 'have', assets: [] });
  expect(readMessage(writeMessage('want', asset))).toEqual({ kind: 'want', asset });
  expect(readMessage(writeMessage('lack', asset))).toEqual({ kind: 'lack', asset });
  const bytes = new Uint8Array([1, 2, 3]);
  expect(readMessage(packChunk(asset, bytes).buffer)).toEqual({ kind: 'chunk', asset, bytes });
});

test('assets of another version of the page are left out', () => {
  expect(text({ kind: 'have', asset: ['ab'.repeat(32), asset.hash, 7, asset.hash] })).toEqual({
    ...{ kind: 'have', assets: [asset] },
  });
});

test.for([
  null,
  [],
  7,
  { kind: 'have' },
  { kind: 'have', asset: asset.hash },
  { kind: 'have', asset: Array(101).fill(asset.hash) },
  { kind: 'want' },
  { kind: 'want', asset: 'ab'.repeat(32) },
  { kind: 'want', asset: [asset.hash] },
  { kind: 'lack', asset: null },
  { kind: 'chunk', asset: asset.hash },
])('does not read %j', (value) => {
  expect(text(value)).toBeUndefined();
});

test('does not read what is no message of a peer at all', () => {
  for (const data of ['', '{', 'x'.repeat(20_000), undefined, new Blob(), new Uint8Array(40), new ArrayBuffer(32)])
    expect(readMessage(data)).toBeUndefined();
  expect(readMessage(new ArrayBuffer(40))).toBeUndefined(); // a hash of zeros only
  expect(readMessage(packChunk(asset, new Uint8Array(32 * 1024 + 1)).buffer)).toBeUndefined();
});
