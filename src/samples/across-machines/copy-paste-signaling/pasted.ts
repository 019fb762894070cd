export interface Offer {
  readonly type: 'offer';
  readonly sdp: string;
}

/** It names the offer that it belongs to, because people mix up texts. */
export interface Answer {
  readonly type: 'answer';
  readonly sdp: string;
  readonly to: string;
}

/** What one person gives to the other. */
export type Pasted =
  Offer | Answer | { readonly type: 'candidates'; readonly candidates: readonly RTCIceCandidateInit[] };

const longestText = 64_000; // characters; an offer with everything that a browser can do has 10,000
const longestJson = 100_000; // bytes
const pieceSize = 512; // bytes

/** The number by which a description names itself: in the line `o=`, another one for every connection. */
export const sessionOf = (sdp: string) => /^o=\S+ (\d{1,20}) /m.exec(sdp)?.[1] ?? '';

/** A message as JSON, and as the same deflated, in signs that survive mail, chat and addresses. */
export interface Packed {
  readonly plain: string;
  readonly compressed: string;
}

export async function pack(message: Pasted): Promise<Packed> {
  const plain = JSON.stringify(message);
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return { plain, compressed: toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer())) };
}

/** Reads what somebody pasted: either of the two, or a link that ends with it. Throws an Error with a sentence for a person. */
export async function unpack(pasted: string): Promise<Pasted> {
  // Mail breaks long lines, and a mouse takes a blank along.
  const text = pasted.trim().replace(/^https?:\S*#/, '');
  if (text === '') throw new Error('There is nothing to use yet: paste what the other side gave you.');
  if (text.length > longestText) throw new Error('This text is much too long for an offer or an answer.');
  const json = text.startsWith('{') ? text : await inflate(fromBase64Url(text.replace(/\s/g, '')));
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (cause) {
    throw new Error(damaged, { cause });
  }
  const message = readPasted(data);
  if (!message) throw new Error('This text is no offer, no answer and no list of candidates.');
  return message;
}

const damaged =
  'This text is not whole, or comes from somewhere else. Copy all of it again, from its first sign to its last.';

/** A text of a few kilobytes can hold gigabytes: the counting goes on while it is unpacked, and ends it in time. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const feed = async () => {
    const writer = writable.getWriter();
    // In small pieces, because all that comes of one piece (a thousand times its size at most) is there at once.
    for (let at = 0; at < bytes.length; at += pieceSize) await writer.write(bytes.subarray(at, at + pieceSize));
    await writer.close();
  };
  feed().catch(() => undefined); // the reader hears of it too
  const reader = readable.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > longestJson) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    throw new Error(damaged, { cause });
  }
  await reader.cancel();
  throw new Error('Unpacked, this text is much too long for an offer or an answer.');
}

/** Looks at every member: what is pasted may be of another version, of another program, or meant to do harm. */
export function readPasted(data: unknown): Pasted | undefined {
  const { type, sdp, to, candidates } = fields(data);
  if (type === 'candidates') {
    const all = Array.isArray(candidates) && candidates.length <= 100 ? candidates.map(readCandidate) : [];
    return all.length > 0 && all.every((one) => one !== undefined) ? { type, candidates: all } : undefined;
  }
  if (typeof sdp !== 'string' || !sdp.startsWith('v=0') || sessionOf(sdp) === '') return undefined;
  if (type === 'offer') return { type, sdp };
  if (type === 'answer' && isText(to, 20)) return { type, sdp, to };
  return undefined;
}

function readCandidate(data: unknown): RTCIceCandidateInit | undefined {
  const { candidate, sdpMid, sdpMLineIndex: line, usernameFragment: name } = fields(data);
  if (!isText(candidate, 1000) || !isText(sdpMid, 100) || !isText(name, 256) || typeof line !== 'number')
    return undefined;
  return { candidate, sdpMid, sdpMLineIndex: line, usernameFragment: name };
}

const fields = (value: unknown): Partial<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const isText = (value: unknown, maxLength: number): value is string =>
  typeof value === 'string' && value.length <= maxLength;

/** The base64 of addresses (RFC 4648, section 5): `-` and `_`, and no `=` at the end. */
function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]+$/.test(text)) throw new Error('This text has signs in it that no offer and no answer has.');
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  } catch (cause) {
    throw new Error(damaged, { cause });
  }
}
