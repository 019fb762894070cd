import { expect, test } from 'vitest';
import { costsOf } from '../../../src/samples/across-machines/topology-lab/costs.ts';

test('a mesh grows with the square, a star and a mixer with the number', () => {
  const connections = (topology: Parameters<typeof costsOf>[0]) =>
    [2, 3, 4, 5, 6].map((n) => costsOf(topology, n).connections);
  expect(connections('mesh')).toEqual([1, 3, 6, 10, 15]);
  expect(connections('star')).toEqual([1, 2, 3, 4, 5]);
  expect(connections('mixer')).toEqual([1, 2, 3, 4, 5]);
});

test('what all send together is what one and the middle send', () => {
  for (const n of [2, 3, 4, 5, 6]) {
    expect(costsOf('mesh', n)).toMatchObject({ fromOne: n - 1, fromMiddle: undefined, inAll: n * (n - 1) });
    for (const topology of ['star', 'mixer'] as const) {
      const { fromOne, fromMiddle = 0, inAll } = costsOf(topology, n);
      expect(fromOne).toBe(1);
      expect(fromMiddle + (n - 1) * fromOne).toBe(inAll);
    }
    expect(costsOf('star', n).fromMiddle).toBe((n - 1) ** 2);
    expect(costsOf('mixer', n).fromMiddle).toBe(n - 1);
  }
});
