import { expect, test } from 'vitest';
import {
  bandsOf,
  inShort,
  kindOf,
  placesOf,
  type Change,
  type End,
  type Lane,
} from '../../../src/samples/peer-connection/states-timeline/timeline.ts';

const change = (atMs: number, end: End, lane: Lane, state: string): Change => ({
  atMs,
  end,
  lane,
  state,
  announcedBy: 'an event',
});

test('a state lasts until the next one of the same end and the same lane, and the last until now', () => {
  const bands = bandsOf(
    [
      change(0, 'caller', 'connectionState', 'new'),
      change(0, 'callee', 'connectionState', 'new'),
      change(10, 'callee', 'connectionState', 'connecting'),
      change(12, 'caller', 'sctp.state', 'connecting'),
      change(20, 'caller', 'connectionState', 'connecting'),
    ],
    100,
  );
  expect(bands.map(({ atMs, untilMs }) => [atMs, untilMs])).toEqual([
    [0, 20],
    [0, 10],
    [10, 100],
    [12, 100],
    [20, 100],
  ]);
});

test('places go from 0 to 1 in the order of time, and milliseconds keep room beside seconds', () => {
  const places = placesOf([15_000, 0, 5, 5, 50, 5000]);
  expect([...places.keys()]).toEqual([0, 5, 50, 5000, 15_000]);
  const along = [...places.values()];
  expect(along).toEqual(along.toSorted((a, b) => a - b));
  expect([along[0], along.at(-1)]).toEqual([0, 1]);
  expect(places.get(5)).toBeGreaterThan(0.05);
});

test('one moment alone, or none, has no length to share out', () => {
  expect([...placesOf([])]).toEqual([]);
  expect([...placesOf([7])]).toEqual([[7, 0]]);
});

test('says what a state means, and how long something took', () => {
  expect(['new', 'checking', 'have-remote-offer', 'stable', 'failed', 'closed'].map(kindOf)).toEqual([
    'begun',
    'busy',
    'busy',
    'good',
    'lost',
    'over',
  ]);
  expect([inShort(57), inShort(7749)]).toEqual(['57 ms', '7.7 s']);
});
