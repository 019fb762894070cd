import { expect, test } from 'vitest';
import {
  isVendorName,
  vendorBytes,
  vendorData,
  vendorFiles,
  vendorModule,
  type VendorName,
} from '../../../src/lib/source/vendor.ts';

test.for(Object.keys(vendorFiles) as VendorName[])('%s is one module that imports nothing', async (name) => {
  const text = await vendorModule(name);
  expect(text).not.toMatch(/(^|[;}\n])import\b(?!\.meta)/);
  expect(text).toMatch(/export\s?\{/);
});

test('the weights of the face detector are what their manifest says', async () => {
  const [manifest, weights] = await Promise.all(vendorData.map(vendorBytes));
  const [{ paths, weights: parts }] = JSON.parse(manifest!.toString()) as [
    { paths: string[]; weights: { shape: number[] }[] },
  ];
  expect(paths).toEqual([vendorData[1]]);
  // Every weight is one byte: they are quantised.
  expect(weights).toHaveLength(parts.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0));
});

test('nothing else can be imported', () => {
  expect(isVendorName('peerjs')).toBe(true);
  expect(isVendorName('toString')).toBe(false);
  expect(isVendorName('lodash')).toBe(false);
});
