/** SHA-256 of what comes piece by piece (FIPS 180-4). `crypto.subtle.digest` needs the whole at once, which a large file is not. */
export class Sha256 {
  readonly #state = Int32Array.from(primes(8), (prime) => fractionBits(Math.sqrt(prime)));
  readonly #words = new Int32Array(64);
  readonly #rest = new Uint8Array(64); // what does not fill a block yet
  #restBytes = 0;
  #bytes = 0;

  update(data: Uint8Array): void {
    this.#bytes += data.length;
    let at = 0;
    if (this.#restBytes > 0) {
      at = Math.min(64 - this.#restBytes, data.length);
      this.#rest.set(data.subarray(0, at), this.#restBytes);
      this.#restBytes += at;
      if (this.#restBytes < 64) return;
      this.#mix(this.#rest);
    }
    const end = data.length - ((data.length - at) % 64);
    this.#mix(data.subarray(at, end));
    this.#rest.set(data.subarray(end));
    this.#restBytes = data.length - end;
  }

  /** The hash as text. After this the object is used up. */
  digest(): string {
    // A one, zeros, and the length in bits fill up the last block, or two.
    const bits = BigInt(this.#bytes) * 8n;
    const padding = new Uint8Array(this.#restBytes < 56 ? 64 - this.#restBytes : 128 - this.#restBytes);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits);
    this.update(padding);
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** Mixes whole blocks of 64 bytes into the state. */
  #mix(blocks: Uint8Array): void {
    const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
    for (let at = 0; at < blocks.length; at += 64) mixBlock(this.#state, this.#words, view, at);
  }
}

// The functions of section 4.1.2. A browser makes their calls disappear.
const rotate = (x: number, bits: number) => (x >>> bits) | (x << (32 - bits));
const sigma0 = (x: number) => rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
const sigma1 = (x: number) => rotate(x, 17) ^ rotate(x, 19) ^ (x >>> 10);
const sum0 = (x: number) => rotate(x, 2) ^ rotate(x, 13) ^ rotate(x, 22);
const sum1 = (x: number) => rotate(x, 6) ^ rotate(x, 11) ^ rotate(x, 25);
const choose = (x: number, y: number, z: number) => z ^ (x & (y ^ z));
const majority = (x: number, y: number, z: number) => (x & y) | (z & (x | y));

/** Mixes the block at a place into the state (section 6.2.2). Eight local variables are much faster than an array of eight. */
function mixBlock(state: Int32Array, words: Int32Array, view: DataView, at: number) {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++)
    words[i] = words[i - 16]! + sigma0(words[i - 15]!) + words[i - 7]! + sigma1(words[i - 2]!);
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + sum1(e) + choose(e, f, g) + roundConstants[i]! + words[i]!) | 0;
    const t2 = (sum0(a) + majority(a, b, c)) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/** The first 32 bits behind the point: of the roots of the first primes, so that nobody can have chosen them to his advantage. */
const fractionBits = (root: number) => ((root % 1) * 2 ** 32) | 0;
const roundConstants = Int32Array.from(primes(64), (prime) => fractionBits(Math.cbrt(prime)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}
