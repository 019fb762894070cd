import { describe, expect, test } from 'vitest';
import { mostFed, readMessage, type Message } from '../../../src/samples/across-machines/broadcast/message.ts';
import { createTree, host } from '../../../src/samples/across-machines/broadcast/tree.ts';

const id = '00000000-0000-4000-8000-00000000000a';
const named = { id, number: 4 };

describe('a message', () => {
  const valid: Message[] = [
    { kind: 'place', number: 3, depth: 2, feeder: named },
    { kind: 'place', number: 3, depth: 1, feeder: null },
    { kind: 'feed', viewers: [] },
    { kind: 'feed', viewers: [named, named, named] },
    { kind: 'audience', count: 7 },
    { kind: 'full' },
    { kind: 'lost', feeder: id },
    { kind: 'description', description: { type: 'offer', sdp: 'v=0' } },
  ];
  test.for(valid)('$kind is read, and nothing that it does not need', (message) => {
    expect(readMessage(JSON.stringify({ ...message, more: 1 }))).toEqual(message);
  });

  test.for([
    null,
    '{',
    { kind: 'place', number: 3, depth: 2 },
    { kind: 'place', number: -1, depth: 2, feeder: null },
    { kind: 'place', number: 3, depth: '2', feeder: null },
    { kind: 'place', number: 3, depth: 2, feeder: { id: 'broadcast-x-host', number: 1 } },
    { kind: 'feed', viewers: {} },
    { kind: 'feed', viewers: [named, null] },
    { kind: 'feed', viewers: Array.from({ length: mostFed + 1 }, () => named) },
    { kind: 'audience', count: 0.5 },
    { kind: 'lost', feeder: 7 },
    { kind: 'description', description: { type: 'rollback', sdp: '' } },
    { kind: 'description', description: { type: 'offer', sdp: 'x'.repeat(60_001) } },
    { kind: 'shout' },
  ])('%j is not read', (message) => {
    expect(readMessage(typeof message === 'string' ? message : JSON.stringify(message))).toBeUndefined();
  });
});

describe('a tree', () => {
  const nobody = new Set<string>();
  const grow = (most: number, ...viewers: string[]) => {
    const tree = createTree(() => most);
    for (const viewer of viewers) tree.place(viewer, nobody);
    return tree;
  };

  test('fills the places next to the host first', () => {
    const tree = grow(2, 'a', 'b', 'c', 'd', 'e', 'f', 'g');
    expect(tree.fedBy(host)).toEqual(['a', 'b']);
    expect(tree.fedBy('a')).toEqual(['c', 'd']);
    expect(tree.fedBy('b')).toEqual(['e', 'f']);
    expect([tree.feederOf('g'), tree.depthOf('g')]).toEqual(['c', 3]);
  });

  test('is a chain if everybody feeds one, and a star if only the host feeds', () => {
    expect(['a', 'b', 'c'].map(grow(1, 'a', 'b', 'c').feederOf)).toEqual([host, 'a', 'b']);
    const star = createTree((feeder) => (feeder === host ? 12 : 0));
    expect(['a', 'b', 'c'].map((viewer) => star.place(viewer, nobody))).toEqual([host, host, host]);
  });

  test('gives those a new place who were fed by one that left, and leaves those below where they are', () => {
    const tree = grow(1, 'a', 'b', 'c');
    expect(tree.remove('a')).toEqual(['b']);
    expect(tree.depthOf('c')).toBeUndefined();
    expect(tree.place('b', nobody)).toBe(host);
    expect([tree.feederOf('c'), tree.depthOf('c')]).toEqual(['b', 2]);
  });

  test('makes no circle: nobody is fed by somebody below', () => {
    const tree = grow(1, 'a', 'b', 'c');
    // The host is full and `a` cannot be reached: what is left is `c`, which is below `b` itself.
    expect(tree.place('b', new Set(['a']))).toBe(host);
    expect(tree.fedBy(host)).toEqual(['a', 'b']);
    expect(tree.depthOf('c')).toBe(2);
  });

  test('stays a tree whatever happens', () => {
    const tree = createTree(() => 2);
    const here: string[] = [];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let step = 0; step < 500; step++) {
      const some = here[random(here.length || 1)];
      const what = random(3);
      if (what === 0 && here.length < 12) {
        here.push(`v${step}`);
        tree.place(`v${step}`, nobody);
      } else if (what === 1 && some) {
        here.splice(here.indexOf(some), 1);
        for (const orphan of tree.remove(some)) tree.place(orphan, nobody);
      } else if (some) tree.place(some, new Set([tree.feederOf(some)!]));
      for (const viewer of here) expect(tree.depthOf(viewer)).toBeGreaterThan(0);
    }
  });
});
