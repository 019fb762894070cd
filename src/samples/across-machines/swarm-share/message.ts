/** At most this many bytes of a file are in a piece: with its head, a message stays far below what every browser takes. */
export const pieceSize = 32 * 1024;
export const maxFileSize = 200_000_000;
const maxPieces = Math.ceil(maxFileSize / pieceSize);
/** The manifest travels in parts as large as a piece. The longest, with a hash for each of 6104 pieces, needs 13. */
export const maxManifestParts = 16;

/** One thing that can be asked for: a part of the manifest, or a piece of the file. */
export interface Item {
  readonly what: 'manifest' | 'piece';
  readonly index: number;
}

/** What peers tell each other as text. */
export type Message =
  /** The first message: which file it is about, by the hash in the link. */
  | { readonly kind: 'hello'; readonly file: string }
  /** Pieces that the sender has from now on: all of them after the hello, then each new one. */
  | { readonly kind: 'have'; readonly pieces: readonly number[] }
  | ({ readonly kind: 'want' } & Item)
  /** The bytes that were wanted. These alone travel as binary messages; see {@link packItem}. */
  | ({ readonly kind: 'item'; readonly count: number; readonly bytes: Uint8Array<ArrayBuffer> } & Item);

/** Reads what a peer sent, which may be anything. Nothing comes back if any member is not as it should be. */
export function readMessage(data: unknown): Message | undefined {
  if (data instanceof ArrayBuffer) return readItem(data);
  if (typeof data !== 'string' || data.length > 64 * 1024) return undefined;
  const { kind, file, pieces, what, index } = fields(data);
  if (kind === 'hello') return isHash(file) ? { kind, file } : undefined;
  if (kind === 'have') {
    const isList = Array.isArray(pieces) && pieces.length > 0 && pieces.every((piece) => isBelow(piece, maxPieces));
    return isList && new Set(pieces).size === pieces.length ? { kind, pieces } : undefined;
  }
  if (kind === 'want' && what === 'manifest')
    return isBelow(index, maxManifestParts) ? { kind, what, index } : undefined;
  if (kind === 'want' && what === 'piece') return isBelow(index, maxPieces) ? { kind, what, index } : undefined;
  return undefined;
}

// A binary message begins with nine bytes: what it is, which one, and of how many.
const headBytes = 9;

export function packItem({ what, index }: Item, count: number, bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const message = new Uint8Array(headBytes + bytes.length);
  const head = new DataView(message.buffer);
  head.setUint8(0, what === 'piece' ? 1 : 0);
  head.setUint32(1, index);
  head.setUint32(5, count);
  message.set(bytes, headBytes);
  return message.buffer;
}

function readItem(data: ArrayBuffer): Message | undefined {
  if (data.byteLength <= headBytes || data.byteLength > headBytes + pieceSize) return undefined;
  const head = new DataView(data);
  const what = (['manifest', 'piece'] as const)[head.getUint8(0)];
  const index = head.getUint32(1);
  const count = head.getUint32(5);
  if (!what || count > (what === 'piece' ? maxPieces : maxManifestParts) || index >= count) return undefined;
  return { kind: 'item', what, index, count, bytes: new Uint8Array(data, headBytes) };
}

export const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const isBelow = (value: unknown, limit: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < limit;

function fields(text: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
