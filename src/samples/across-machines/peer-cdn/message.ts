import { assetOf, assets, type Asset } from './assets.js';

/** At most so many bytes of an asset are in a message. */
export const chunkSize = 32 * 1024;

/** What peers tell each other. An asset is named by its hash: so the pages of two versions of a site understand each other. */
export type Message =
  /** All that the sender has now. Assets that this page does not know are left out. */
  | { readonly kind: 'have'; readonly assets: readonly Asset[] }
  | { readonly kind: 'want'; readonly asset: Asset }
  /** The answer to `want`: the sender does not have it any more, or else chunks, in their order. */
  | { readonly kind: 'lack'; readonly asset: Asset }
  | { readonly kind: 'chunk'; readonly asset: Asset; readonly bytes: Uint8Array<ArrayBuffer> };

/** Text for all but the chunks. */
export function writeMessage(kind: 'have', some: readonly Asset[]): string;
export function writeMessage(kind: 'want' | 'lack', asset: Asset): string;
export function writeMessage(kind: string, what: Asset | readonly Asset[]): string {
  return JSON.stringify({ kind, asset: 'hash' in what ? what.hash : what.map(({ hash }) => hash) });
}

/** A chunk begins with the 32 bytes of its asset's hash. */
export function packChunk(asset: Asset, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(hashBytes + bytes.length);
  message.set(
    Uint8Array.from({ length: hashBytes }, (_, index) =>
      Number.parseInt(asset.hash.slice(2 * index, 2 * index + 2), 16),
    ),
  );
  message.set(bytes, hashBytes);
  return message;
}
const hashBytes = 32;

/** Reads what a peer sent, which may be anything. Nothing comes back if it is not as it should be. */
export function readMessage(data: unknown): Message | undefined {
  if (data instanceof ArrayBuffer) return readChunk(data);
  if (typeof data !== 'string' || data.length > 10_000) return undefined;
  const { kind, asset } = fields(data);
  if (kind === 'have') {
    if (!Array.isArray(asset) || asset.length > 100) return undefined;
    const hashes = new Set<unknown>(asset);
    return { kind, assets: assets.filter(({ hash }) => hashes.has(hash)) };
  }
  const known = assetOf(asset);
  return known && (kind === 'want' || kind === 'lack') ? { kind, asset: known } : undefined;
}

function readChunk(data: ArrayBuffer): Message | undefined {
  if (data.byteLength <= hashBytes || data.byteLength > hashBytes + chunkSize) return undefined;
  const hash = [...new Uint8Array(data, 0, hashBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const asset = assetOf(hash);
  return asset && { kind: 'chunk', asset, bytes: new Uint8Array(data, hashBytes) };
}

function fields(text: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
