import type { Board } from './board.js';
import type { openCursors } from './cursors.js';
import type { openHand } from './hand.js';
import type { Message } from './message.js';
import type { openPainter } from './paint.js';

/** Somebody else in the room. The author is what they call themselves in their first message, once and for all. */
export interface Person {
  readonly seat: number;
  readonly send: (message: Message) => void;
  name: string;
  author?: string;
}

/** All that a message may change. */
export interface Place {
  readonly me: string;
  readonly board: Board;
  readonly hand: ReturnType<typeof openHand>;
  readonly painter: ReturnType<typeof openPainter>;
  readonly cursors: ReturnType<typeof openCursors>;
  /** Whether the author is this page, or somebody who is in the room. */
  readonly isHere: (author: string) => boolean;
}

/**
 * Does what somebody tells, as far as it is theirs to do, and answers whether they keep to the rules. Whose stroke it is
 * follows from the connection that it came by: what a message says of it counts only for those who have left.
 */
export function obey(message: Message, person: Person, place: Place): boolean {
  const { board, cursors, painter } = place;
  if (message.kind === 'person') return introduce(message.author, message.name, person, place);
  const { author, name, seat } = person;
  if (author === undefined) return false;
  switch (message.kind) {
    case 'cursor':
      cursors.move(seat, name, message.at);
      return true;
    case 'points': {
      const [x = 0, y = 0] = message.points.slice(-3);
      cursors.move(seat, name, [x, y]);
      const stroke = board.strokeOf(author, message.n);
      const from = stroke?.points.length ?? 0;
      const isWithinLimits = board.extend(author, message.n, message.points);
      if (stroke && isWithinLimits) painter.grown(stroke, from);
      return isWithinLimits;
    }
    case 'undo':
      board.remove(author, message.n);
      painter.renew();
      return true;
    case 'clear':
      clear(place);
      return true;
    case 'drawing': {
      painter.renew();
      const { drawing } = message;
      if (drawing.author === author) return board.add(drawing);
      if (drawing.author === place.me) place.hand.clearTo(drawing.clearedTo);
      // Of those who have left anybody is believed; of those who are here only they themselves.
      else if (!place.isHere(drawing.author)) board.add(drawing);
      return true;
    }
  }
}

function introduce(author: string, name: string, person: Person, { board, isHere, painter }: Place): boolean {
  if (author !== person.author && (person.author !== undefined || isHere(author))) return false;
  board.admit(author, isHere);
  painter.renew();
  Object.assign(person, { author, name: name || person.name });
  return true;
}

/** Clears what this page has drawn, and what those have drawn who cannot do it any more. */
export function clear({ board, hand, painter, isHere }: Place) {
  for (const author of board.authors()) if (!isHere(author)) board.clear(author);
  hand.clear();
  painter.renew();
}
