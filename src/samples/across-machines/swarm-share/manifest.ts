import { isHash, maxFileSize, pieceSize } from './message.js';

/** What a file is made of. The SHA-256 of its text stands in the link, so that nobody can foist another file on anybody. */
export interface Manifest {
  readonly name: string;
  readonly size: number;
  /** The SHA-256 of every piece, in their order. */
  readonly hashes: readonly string[];
}

/** A manifest as it travels: the very bytes, and their SHA-256. */
export interface SealedManifest {
  readonly manifest: Manifest;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

/** Reads a file piece by piece, and never has more than one piece of it in memory. */
export async function makeManifest(
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<SealedManifest> {
  const hashes: string[] = [];
  for (let start = 0; start < file.size; start += pieceSize) {
    signal.throwIfAborted();
    hashes.push(await sha256(await file.slice(start, start + pieceSize).arrayBuffer()));
    progress(Math.min(1, (start + pieceSize) / file.size));
  }
  const manifest = { name: file.name.slice(0, 200), size: file.size, hashes };
  // The same file has the same manifest wherever it is made: two people who have it share it by one link.
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  return { manifest, bytes, hash: await sha256(bytes) };
}

/** Opens a manifest that a peer sent; nothing comes back if it is not the one in the link, or makes no sense. */
export async function openManifest(
  bytes: Uint8Array<ArrayBuffer>,
  wanted: string,
): Promise<SealedManifest | undefined> {
  if ((await sha256(bytes)) !== wanted) return undefined;
  const manifest = readManifest(bytes);
  return manifest && { manifest, bytes, hash: wanted };
}

/** The right hash only says who made it: the maker of the link may be hostile too. */
export function readManifest(bytes: Uint8Array<ArrayBuffer>): Manifest | undefined {
  try {
    const { name, size, hashes } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    if (typeof name !== 'string' || name.length > 200) return undefined;
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > maxFileSize) return undefined;
    if (!Array.isArray(hashes) || hashes.length !== Math.ceil(size / pieceSize) || !hashes.every(isHash))
      return undefined;
    return { name, size, hashes };
  } catch {
    return undefined;
  }
}

export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
