import { format } from 'prettier';
import blankSpace from 'ts-blank-space';

/** TypeScript that cannot be turned into JavaScript by leaving its types out (an `enum`, a parameter property). */
export class NotErasableError extends Error {
  override name = 'NotErasableError';
}

const made = new Map<string, Promise<string>>();

/**
 * The JavaScript of a TypeScript text: its types left out, all else kept, comments and `#region` lines too, and formatted
 * again, so that it reads as if it had been written that way. Throws a NotErasableError with the file's name where types
 * cannot just be left out. One text is worked on once, however many pages show it.
 */
export function toJavaScript(text: string, fileName: string): Promise<string> {
  const before = made.get(text);
  if (before) return before;
  const promise = blankAndFormat(text, fileName);
  made.set(text, promise);
  return promise;
}

async function blankAndFormat(text: string, fileName: string): Promise<string> {
  const blanked = blankSpace(text, (node) => {
    throw new NotErasableError(
      `${fileName}: “${text.slice(node.pos, node.end).trim().slice(0, 60)}” is no erasable syntax. Write it without.`,
    );
  });
  return format(blanked, { parser: 'babel', printWidth: 120, singleQuote: true });
}
