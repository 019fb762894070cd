import { describe, expect, test } from 'vitest';
import {
  createBoard,
  inParts,
  mostAuthors,
  mostPoints,
  mostPointsOfStroke,
  mostStrokes,
  type Stroke,
} from '../../../src/samples/across-machines/whiteboard/board.ts';
import { openHand } from '../../../src/samples/across-machines/whiteboard/hand.ts';
import { readMessage, type Message } from '../../../src/samples/across-machines/whiteboard/message.ts';

const ada = '00000000-0000-4000-8000-00000000000a';
const ben = '00000000-0000-4000-8000-00000000000b';
const stroke = (n: number, turn = n, pointCount = 1): Stroke => ({
  n,
  turn,
  colour: '#0b6b6b',
  size: 100,
  points: Array.from({ length: pointCount }, (_, at) => [at % 16_000, 5000, 50]).flat(),
});
const drawing = (author: string, strokes: readonly Stroke[], clearedTo = 0) => ({ author, clearedTo, strokes });

describe('a message', () => {
  const valid: Message[] = [
    { kind: 'person', author: ada, name: 'Ada' },
    { kind: 'drawing', drawing: drawing(ada, [stroke(1), stroke(2)]) },
    { kind: 'drawing', drawing: drawing(ada, [], 7) },
    { kind: 'points', n: 3, points: [0, 10_000, 100] },
    { kind: 'undo', n: 3 },
    { kind: 'clear' },
    { kind: 'cursor', at: [16_000, 0] },
    { kind: 'cursor', at: null },
  ];
  test.for(valid)('$kind is read, and nothing that it does not need', (message) => {
    expect(readMessage(JSON.stringify({ ...message, owner: ben }))).toEqual(message);
  });

  test.for([
    null,
    new ArrayBuffer(3),
    '[]',
    'null',
    { kind: 'person', author: 'ada', name: 'Ada' },
    { kind: 'person', author: ada, name: 'x'.repeat(31) },
    { kind: 'person', author: ada },
    { kind: 'points', n: 0, points: [1, 1, 1] },
    { kind: 'points', n: 1, points: [] },
    { kind: 'points', n: 1, points: [1, 1] },
    { kind: 'points', n: 1, points: [1, 1, 101] },
    { kind: 'points', n: 1, points: [1, 10_001, 1] },
    { kind: 'points', n: 1, points: [-1, 1, 1] },
    { kind: 'points', n: 1, points: [0.5, 1, 1] },
    { kind: 'points', n: 1, points: ['1', 1, 1] },
    { kind: 'points', n: 1, points: stroke(1, 1, mostPointsOfStroke + 1).points },
    { kind: 'undo', n: '1' },
    { kind: 'cursor', at: [1] },
    { kind: 'cursor' },
    { kind: 'drawing' },
    { kind: 'drawing', drawing: drawing(ada, [], -1) },
    { kind: 'drawing', drawing: { ...drawing(ada, []), strokes: {} } },
    { kind: 'drawing', drawing: drawing(ada, [{ ...stroke(1), colour: 'url(x)' }]) },
    { kind: 'drawing', drawing: drawing(ada, [{ ...stroke(1), size: 0 }]) },
    { kind: 'drawing', drawing: drawing(ada, [stroke(1), { ...stroke(2), turn: 1e10 }]) },
    { kind: 'drawing', drawing: drawing(ada, [stroke(1, 1, 60_000)]) },
    { kind: 'erase' },
  ])('%j is not read', (message) => {
    const data =
      typeof message === 'object' && message && !(message instanceof ArrayBuffer) ? JSON.stringify(message) : message;
    expect(readMessage(data)).toBeUndefined();
  });
});

describe('a board', () => {
  test('joins what comes twice, and keeps the longer of two copies', () => {
    const board = createBoard();
    board.add(drawing(ada, [stroke(1, 1, 5), stroke(2)]));
    board.add(drawing(ada, [stroke(2, 2, 3), stroke(1)]));
    expect(board.inOrder().map(({ points }) => points.length / 3)).toEqual([5, 3]);
  });

  test('does not take back what was cleared, in whatever order it comes', () => {
    const [one, other] = [createBoard(), createBoard()];
    const steps = [drawing(ada, [stroke(1), stroke(2), stroke(3)]), drawing(ada, [], 2), drawing(ben, [stroke(1, 2)])];
    for (const step of steps) one.add(step);
    for (const step of steps.toReversed()) other.add(step);
    expect(one.inOrder().map(({ n, turn }) => [n, turn])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(other.inOrder()).toEqual(one.inOrder());
  });

  test('has limits for each person and for the number of people', () => {
    const board = createBoard();
    expect(
      board.add(
        drawing(
          ada,
          Array.from({ length: mostStrokes }, (_, index) => stroke(index + 1)),
        ),
      ),
    ).toBe(true);
    expect(board.add(drawing(ada, [stroke(mostStrokes + 1)]))).toBe(false);
    const long = Array.from({ length: mostPoints / mostPointsOfStroke }, (_, index) => stroke(index + 1, 1, 2000));
    expect(board.add(drawing(ben, long))).toBe(true);
    expect(board.extend(ben, 1, [1, 1, 1])).toBe(false);
    expect(board.extend(ben, 99, [1, 1, 1])).toBe(true); // a stroke that is gone

    const others = Array.from({ length: mostAuthors }, () => crypto.randomUUID());
    for (const author of others) board.add(drawing(author, [stroke(1)]));
    expect(board.authors()).toHaveLength(mostAuthors);
    board.admit('new', (author) => author === ada);
    expect(board.authors()).toHaveLength(mostAuthors - 1);
    expect(board.authors()).toContain(ada);
  });

  test('is handed over in parts that can be read', () => {
    const strokes = [stroke(1, 1, 2000), ...Array.from({ length: 400 }, (_, index) => stroke(index + 2, 1, 20))];
    const parts = inParts(drawing(ada, strokes));
    const read = parts.map((part) => readMessage(JSON.stringify({ kind: 'drawing', drawing: part })));
    expect(read.every((message) => message?.kind === 'drawing')).toBe(true);
    const board = createBoard();
    for (const part of parts) board.add(part);
    expect(board.inOrder()).toHaveLength(401);
    expect(inParts(drawing(ada, [], 5))).toEqual([drawing(ada, [], 5)]);
  });
});

describe('the own hand', () => {
  /** A hand, and the board of somebody who hears all that it tells and believes nothing that is over the limits. */
  function pair() {
    const [board, theirs] = [createBoard(), createBoard()];
    const hand = openHand(board, ada, (message) => {
      const heard = readMessage(JSON.stringify(message));
      if (heard?.kind === 'drawing') expect(theirs.add(heard.drawing)).toBe(true);
      else if (heard?.kind === 'points') expect(theirs.extend(ada, heard.n, heard.points)).toBe(true);
      else if (heard?.kind === 'undo') theirs.remove(ada, heard.n);
      else expect(heard).toBeDefined();
    });
    return { hand, board, theirs };
  }

  test('draws the same on both boards, for ever, within the limits', () => {
    const { hand, board, theirs } = pair();
    for (let count = 0; count < 30; count++) {
      hand.begin('#000000', 40, [count, 0, 50]);
      for (let step = 0; step < 30; step++) hand.goOn(stroke(1, 1, 70).points);
      expect(theirs.inOrder()).toEqual(board.inOrder());
    }
    for (let count = 0; count < 700; count++) hand.begin('#000000', 40, [count, 0, 50]);
    expect(theirs.inOrder()).toEqual(board.inOrder());
    expect(board.inOrder()).toHaveLength(mostStrokes);
  });

  test('takes back its last stroke, and goes on after a clearing', () => {
    const { hand, board, theirs } = pair();
    hand.begin('#000000', 40, [1, 1, 50]);
    hand.begin('#000000', 40, [2, 2, 50]);
    hand.undo();
    expect(theirs.inOrder().map(({ n }) => n)).toEqual([1]);
    hand.clear();
    expect(theirs.isEmpty()).toBe(true);
    hand.goOn([3, 3, 50]);
    expect(theirs.inOrder()).toEqual([{ n: 3, turn: 1, colour: '#000000', size: 40, points: [2, 2, 50, 3, 3, 50] }]);
    expect(board.inOrder()).toEqual(theirs.inOrder());
    hand.undo();
    hand.undo();
    expect(hand.hasDrawn()).toBe(false);
  });
});
