// Encrypts or opens encoded frames, away from the page. A frame arrives after the encoder and before it is cut into
// packets; on the far side it arrives whole again, before the decoder. The network in between, and any server there,
// sees only what leaves this file.
//
// A frame on its way:   header (readable) | encrypted rest, with its seal | IV 12 bytes | length of header | key step

type Frame = RTCEncodedVideoFrame | RTCEncodedAudioFrame;

/** What the page tells a worker, once or again. */
export interface Settings {
  readonly passphrase: string;
  /** Random for each call and known to both sides: the same passphrase gives another key in the next call. */
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly keepHeader: boolean;
}
/** What a worker tells the page after each frame. */
export interface Report {
  readonly encrypted: number;
  readonly opened: number;
  readonly refused: number;
  readonly step: number;
}

const ivBytes = 12;
const trailerBytes = ivBytes + 2;
const mostSteps = 250; // one byte counts them

let settings: Settings | undefined;
let step = 0;
let secrets: Promise<ArrayBuffer>[] = []; // one for each step, each made from the one before
let keys: Promise<CryptoKey>[] = [];
const counts = { encrypted: 0, opened: 0, refused: 0 };

// #region keys
/** Makes the first secret out of a passphrase. Guessing has to be slow, so 200,000 rounds stand between the two. */
async function secretFrom({ passphrase, salt }: Settings): Promise<ArrayBuffer> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, [
    'deriveBits',
  ]);
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 200_000 }, material, 256);
}

/** Makes one secret out of another for a purpose. There is no way back: who finds a later one cannot read what was before. */
async function derive(secret: ArrayBuffer, purpose: string): Promise<ArrayBuffer> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(purpose);
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, material, 256);
}

/** The key of a step. The sender says in each frame which step it used, so the receiver follows by itself. */
function keyOf(wanted: number): Promise<CryptoKey> {
  while (secrets.length <= wanted) secrets.push(secrets.at(-1)!.then((secret) => derive(secret, 'next step')));
  return (keys[wanted] ??= secrets[wanted]!.then((secret) => derive(secret, 'frames')).then((bits) =>
    crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']),
  ));
}
// #endregion

/**
 * The network has to see of a VP8 frame whether it is a key frame, which its first 3 bytes say, and of Opus the first byte.
 * The start code behind those 3 is hidden with the rest, so that no decoder without the key takes the frame for a picture.
 */
function headerBytes(frame: Frame): number {
  if (!settings!.keepHeader) return 0;
  return 'type' in frame && frame.type !== undefined ? 3 : 1;
}

// #region encrypt
/** Encrypts frames. `senderNumber` is different for each sender, so that no two ever use one IV under the same key. */
function encryptor(senderNumber: number): Transformer<Frame, Frame> {
  let frames = 0; // never starts again, whatever happens to the key: an IV that comes twice gives AES-GCM away
  return {
    async transform(frame, controller) {
      if (!settings) return; // without a key a frame is dropped, never sent as it is
      const usedStep = step;
      const iv = new DataView(new ArrayBuffer(ivBytes));
      iv.setUint32(0, senderNumber);
      iv.setBigUint64(4, BigInt(frames++));
      const header = new Uint8Array(frame.data, 0, Math.min(headerBytes(frame), frame.data.byteLength));
      const rest = new Uint8Array(frame.data, header.length);
      const trailer = new Uint8Array([...new Uint8Array(iv.buffer), header.length, usedStep]);
      // What stays readable is sealed all the same: who changes a byte of it breaks the seal.
      const sealed = { name: 'AES-GCM', iv: iv.buffer, additionalData: new Uint8Array([...header, ...trailer]) };
      const secret = new Uint8Array(await crypto.subtle.encrypt(sealed, await keyOf(usedStep), rest));
      frame.data = Uint8Array.from([...header, ...secret, ...trailer]).buffer;
      controller.enqueue(frame);
      counts.encrypted += 1;
      report();
    },
  };
}
// #endregion

// #region decrypt
/** Opens frames. One that does not open is dropped: a decoder must never see what was not sealed by the right key. */
function decryptor(): Transformer<Frame, Frame> {
  return {
    async transform(frame, controller) {
      try {
        const bytes = new Uint8Array(frame.data);
        const trailer = bytes.subarray(bytes.length - trailerBytes);
        const [headerLength = 0, usedStep = 0] = trailer.subarray(ivBytes);
        if (!settings || bytes.length < trailerBytes || usedStep > mostSteps) throw new Error('no frame of ours');
        const header = bytes.subarray(0, headerLength);
        const secret = bytes.subarray(headerLength, bytes.length - trailerBytes);
        const sealed = {
          name: 'AES-GCM',
          iv: trailer.slice(0, ivBytes),
          additionalData: new Uint8Array([...header, ...trailer]),
        };
        const rest = new Uint8Array(await crypto.subtle.decrypt(sealed, await keyOf(usedStep), secret));
        frame.data = Uint8Array.from([...header, ...rest]).buffer;
        controller.enqueue(frame);
        counts.opened += 1;
      } catch {
        counts.refused += 1; // the page says what that means
      }
      report();
    },
  };
}
// #endregion

function report() {
  const message: Report = { ...counts, step };
  postMessage(message);
}

addEventListener('message', ({ data }: MessageEvent<Settings | 'ratchet'>) => {
  if (data === 'ratchet') {
    step = Math.min(step + 1, mostSteps);
    report();
    return;
  }
  const another = data.passphrase !== settings?.passphrase;
  settings = data;
  if (!another) return;
  step = 0;
  secrets = [secretFrom(data)];
  keys = [];
});

// The browser hands over each sender or receiver that was given an RTCRtpScriptTransform with this worker.
addEventListener('rtctransform', (event) => {
  const { readable, writable, options } = (event as RTCTransformEvent).transformer;
  const { senderNumber } = options as { senderNumber?: number };
  const transformer = senderNumber === undefined ? decryptor() : encryptor(senderNumber);
  // The pipe ends, well or not, when the connection is closed: there is nothing left to do then.
  readable
    .pipeThrough(new TransformStream(transformer))
    .pipeTo(writable)
    .catch(() => undefined);
});
