import { expect, test } from 'vitest';
import { isVendorName, vendorFiles, vendorModule, type VendorName } from '../../../src/lib/source/vendor.ts';

test.for(Object.keys(vendorFiles) as VendorName[])('%s is one module that imports nothing', async (name) => {
  const text = await vendorModule(name);
  expect(text).not.toMatch(/(^|[;}\n])import\b(?!\.meta)/);
  expect(text).toMatch(/export\s?\{/);
});

test('nothing else can be imported', () => {
  expect(isVendorName('peerjs')).toBe(true);
  expect(isVendorName('toString')).toBe(false);
  expect(isVendorName('lodash')).toBe(false);
});
