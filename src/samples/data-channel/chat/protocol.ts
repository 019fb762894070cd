/** What the two pages tell each other about the chat, beside the messages themselves. */
export type Note =
  { readonly kind: 'typing'; readonly typing: boolean } | { readonly kind: 'received'; readonly count: number };

/** Reads a note. It comes from another page, which may be of another version or ill-meaning, so everything is looked at. */
export function readNote(data: unknown): Note | undefined {
  if (typeof data !== 'string' || data.length > 200) return undefined;
  let note: unknown;
  try {
    note = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof note !== 'object' || note === null || !('kind' in note)) return undefined;
  if (note.kind === 'typing' && 'typing' in note && typeof note.typing === 'boolean')
    return { kind: 'typing', typing: note.typing };
  if (note.kind === 'received' && 'count' in note && Number.isSafeInteger(note.count))
    return { kind: 'received', count: Number(note.count) };
  return undefined;
}
