/** A file before its bytes: what the one asked needs to know to say yes or no. */
export interface Offer {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** What the two ends of a transfer tell each other, as text. The bytes go between, as they are: a channel keeps the order. */
export type Note =
  | ({ readonly kind: 'offer' } & Offer)
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'pause'; readonly isPaused: boolean }
  /** So many bytes are safe at the receiver: the sender may go on. */
  | { readonly kind: 'kept'; readonly bytes: number }
  /** All bytes were sent, and this is what they should come to. */
  | { readonly kind: 'end'; readonly sha256: string }
  | { readonly kind: 'done'; readonly isWhole: boolean };

/** Reads a note. It comes from another page, which may be of another version or ill-meaning, so everything is looked at. */
export function readNote(data: unknown): Note | undefined {
  const { kind, name, type, size, isPaused, bytes, sha256, isWhole } = fieldsOf(data);
  switch (kind) {
    case 'offer':
      if (typeof name !== 'string' || name.length > 255 || typeof type !== 'string' || type.length > 255)
        return undefined;
      return isCount(size) ? { kind, name, type, size } : undefined;
    case 'accept':
    case 'refuse':
      return { kind };
    case 'pause':
      return typeof isPaused === 'boolean' ? { kind, isPaused } : undefined;
    case 'kept':
      return isCount(bytes) ? { kind, bytes } : undefined;
    case 'end':
      return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? { kind, sha256 } : undefined;
    case 'done':
      return typeof isWhole === 'boolean' ? { kind, isWhole } : undefined;
    default:
      return undefined;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function fieldsOf(data: unknown): Partial<Record<string, unknown>> {
  if (typeof data !== 'string' || data.length > 5000) return {};
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
