/** The next piece of a JSON text: a string, a number, a word, or a single sign. */
const piece =
  /[\t\n\r ]*("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:])/uy;

/**
 * What is wrong with a text that is no JSON, and where, in one sentence; an empty text where nothing is. JSON.parse says it
 * too, but in other words in every browser, and for short texts without a place.
 */
export function mistakeIn(text: string): string {
  let offset = 0;
  let next = '';
  const advance = () => {
    piece.lastIndex = offset;
    const [all = '', token = ''] = piece.exec(text) ?? [];
    offset += all.length;
    next = token;
  };
  /** Each of these answers what was expected in vain, or nothing. */
  const sign = (wanted: string): string => {
    if (next !== wanted) return `“${wanted}”`;
    advance();
    return '';
  };
  const value = (): string => {
    if (next === '{') return list('}', () => name() || sign(':') || value());
    if (next === '[') return list(']', value);
    if (!/^["\d\-tfn]/.test(next)) return 'a value';
    advance();
    return '';
  };
  const name = (): string => {
    if (!next.startsWith('"')) return 'a name in double quotes';
    advance();
    return '';
  };
  const list = (end: string, element: () => string): string => {
    advance();
    if (next === end) return sign(end);
    for (;;) {
      const missing = element();
      if (missing) return missing;
      if (next === end) return sign(end);
      if (next !== ',') return `“,” or “${end}”`;
      advance();
    }
  };

  advance();
  const missing = value() || (next || /[^\t\n\r ]/.test(text.slice(offset)) ? 'the end of the text' : '');
  if (!missing) return '';
  // A piece that was read but does not belong here begins before its end; one that is none begins after the white space.
  const at = next ? offset - next.length : offset + /^[\t\n\r ]*/.exec(text.slice(offset))![0].length;
  const lines = text.slice(0, at).split('\n');
  const found = at < text.length ? `“${String.fromCodePoint(text.codePointAt(at)!)}” stands there` : 'the text ends';
  return `This is no JSON: line ${lines.length}, column ${lines.at(-1)!.length + 1} should have ${missing}, but ${found}.`;
}
