/** The size of the board in units of its own, whatever it is on a screen: so a stroke is at the same place on all of them. */
export const board = { width: 16_000, height: 10_000 };

export interface Stroke {
  /** Counted by whoever draws, from 1. */
  readonly n: number;
  /** What decides which of two strokes lies above: one more than everything that could be seen when it was begun. */
  readonly turn: number;
  readonly colour: string;
  readonly size: number;
  /** Triples: right, down, pressure in percent. */
  readonly points: number[];
}

/** What somebody has drawn. Strokes up to `clearedTo` are gone for good, even if somebody still has them. */
export interface Drawing {
  readonly author: string;
  readonly clearedTo: number;
  readonly strokes: readonly Stroke[];
}

export const mostPointsOfStroke = 2000;
/** Of one person. It is what a page can paint anew in a moment, and minutes of drawing. */
export const mostPoints = 20_000;
export const mostStrokes = 500;
/** People whose drawings are kept, with those who have left. */
export const mostAuthors = 32;
const highestTurn = 1e9;

/** The drawings of all, each under its author. Who may change which is decided by those who call. */
export function createBoard() {
  const drawings = new Map<string, { clearedTo: number; strokes: Map<number, Stroke>; pointCount: number }>();

  function drawingOf(author: string) {
    let drawing = drawings.get(author);
    if (!drawing) drawings.set(author, (drawing = { clearedTo: 0, strokes: new Map(), pointCount: 0 }));
    return drawing;
  }

  function remove(author: string, n: number) {
    const drawing = drawings.get(author);
    const stroke = drawing?.strokes.get(n);
    if (!drawing || !stroke) return;
    drawing.strokes.delete(n);
    drawing.pointCount -= stroke.points.length / 3;
  }

  /** Joins what somebody tells with what is here, and answers whether it was within the limits. */
  function add({ author, clearedTo, strokes }: Drawing): boolean {
    if (!drawings.has(author) && drawings.size >= mostAuthors) return false;
    const drawing = drawingOf(author);
    drawing.clearedTo = Math.max(drawing.clearedTo, clearedTo);
    for (const n of drawing.strokes.keys()) if (n <= drawing.clearedTo) remove(author, n);
    for (const stroke of strokes) {
      // Of two copies of a stroke the longer one is newer.
      const isNews = stroke.points.length > (drawing.strokes.get(stroke.n)?.points.length ?? 0);
      if (stroke.n <= drawing.clearedTo || !isNews) continue;
      remove(author, stroke.n);
      drawing.strokes.set(stroke.n, stroke);
      drawing.pointCount += stroke.points.length / 3;
    }
    return isWithinLimits(author);
  }

  function isWithinLimits(author: string): boolean {
    const { strokes, pointCount } = drawingOf(author);
    return pointCount <= mostPoints && strokes.size <= mostStrokes;
  }

  return {
    add,
    remove,
    /** Whether a stroke as long as strokes can be would not find room any more. */
    isFull(author: string): boolean {
      const { strokes, pointCount } = drawingOf(author);
      return pointCount > mostPoints - mostPointsOfStroke || strokes.size >= mostStrokes;
    },
    strokeOf: (author: string, n: number) => drawings.get(author)?.strokes.get(n),
    /** Lets a stroke go on, and answers whether that was within the limits. One that is gone stays gone. */
    extend(author: string, n: number, points: readonly number[]): boolean {
      const stroke = drawings.get(author)?.strokes.get(n);
      if (!stroke) return true;
      if (stroke.points.length + points.length > 3 * mostPointsOfStroke) return false;
      stroke.points.push(...points);
      drawingOf(author).pointCount += points.length / 3;
      return isWithinLimits(author);
    },
    /** Makes a place for somebody who is here now, if need be that of somebody who has left. */
    admit(author: string, isHere: (author: string) => boolean) {
      const isFull = drawings.size >= mostAuthors && !drawings.has(author);
      const leavable = isFull ? [...drawings].filter(([one]) => !isHere(one)) : [];
      const [least] = leavable.find(([, { strokes }]) => strokes.size === 0) ?? leavable[0] ?? [];
      if (least !== undefined) drawings.delete(least);
      // Whoever comes back tells all they have drawn anew: what they have taken away meanwhile must not stay.
      for (const n of drawings.get(author)?.strokes.keys() ?? []) remove(author, n);
    },
    /** Takes away all that somebody has drawn, for good. */
    clear(author: string) {
      const drawing = drawingOf(author);
      add({ author, clearedTo: Math.max(drawing.clearedTo, ...drawing.strokes.keys()), strokes: [] });
    },
    authors: () => [...drawings.keys()],
    drawing(author: string): Drawing {
      const { clearedTo, strokes } = drawingOf(author);
      return { author, clearedTo, strokes: [...strokes.values()] };
    },
    /** All strokes, the lowest first: in the same order on every board that has the same strokes. */
    inOrder(): Stroke[] {
      return [...drawings]
        .flatMap(([author, { strokes }]) => [...strokes.values()].map((stroke) => ({ author, stroke })))
        .sort((a, b) => a.stroke.turn - b.stroke.turn || (a.author < b.author ? -1 : 1) || a.stroke.n - b.stroke.n)
        .map(({ stroke }) => stroke);
    },
    nextTurn(): number {
      let turn = 0;
      for (const { strokes } of drawings.values())
        for (const stroke of strokes.values()) turn = Math.max(turn, stroke.turn);
      return Math.min(turn + 1, highestTurn);
    },
    isEmpty: () => [...drawings.values()].every(({ strokes }) => strokes.size === 0),
    empty: () => drawings.clear(),
  };
}

export type Board = ReturnType<typeof createBoard>;

/** A drawing in parts that are small enough for one message each. */
export function inParts({ author, clearedTo, strokes }: Drawing): Drawing[] {
  const parts: Stroke[][] = [[]];
  let size = 0; // in numbers, of five signs each or so
  for (const stroke of strokes) {
    const more = 20 + stroke.points.length;
    if (size > 0 && size + more > 8000) {
      parts.push([]);
      size = 0;
    }
    size += more;
    parts.at(-1)!.push(stroke);
  }
  return parts.map((part) => ({ author, clearedTo, strokes: part }));
}
