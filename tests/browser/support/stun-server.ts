import { createHash, createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';

/** An IPv4 address with a port. */
interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** How a {@link stunServer} behaves. */
export interface StunOptions {
  /** What it says that it sees the asker as; without it, the truth. */
  readonly seenAs?: Endpoint;
  /** Who gets a relay address, and which. It is promised only: nothing is ever relayed. Without it, everybody is refused. */
  readonly relay?: Endpoint & { readonly username: string; readonly password: string };
  /** Whether it says nothing at all. */
  readonly silent?: boolean;
}

/** A running server; `close` ends it. */
export interface StunServer {
  readonly port: number;
  /** How many requests came. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

const cookie = 0x2112a442;
const realm = 'realm';

/**
 * The smallest STUN and TURN server that a browser believes, on loopback, over UDP and IPv4: it answers binding requests
 * (RFC 8489), and grants an allocation to whoever knows the password (RFC 8656) or refuses it with error 401.
 */
export async function stunServer({ seenAs, relay, silent = false }: StunOptions = {}): Promise<StunServer> {
  const socket = createSocket('udp4');
  let requests = 0;
  socket.on('message', (request, { address, port }) => {
    requests++;
    if (silent || request.length < 20 || request.readUInt32BE(4) !== cookie) return;
    const type = request.readUInt16BE(0);
    const transaction = request.subarray(8, 20);
    const seen = xorAddress(0x20, seenAs ?? { address, port });
    const answer = (bytes: Buffer) => socket.send(bytes, port, address);
    if (type === 0x0001) answer(message(0x0101, transaction, [seen]));
    if (type !== 0x0003) return;
    const key = relay && createHash('md5').update(`${relay.username}:${realm}:${relay.password}`).digest();
    if (key && isSigned(request, key))
      answer(signed(message(0x0103, transaction, [xorAddress(0x16, relay), lifetime, seen]), key));
    else answer(message(0x0113, transaction, [unauthorized, attribute(0x14, realm), attribute(0x15, 'nonce')]));
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    requests: () => requests,
    close: () => new Promise((resolve) => socket.close(resolve)),
  };
}

/** Section 5 of RFC 8489: type, length of what follows the header, magic cookie, transaction. */
function message(type: number, transaction: Buffer, attributes: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(type, 0);
  header.writeUInt32BE(cookie, 4);
  return withLength(Buffer.concat([header, transaction, ...attributes]));
}

function withLength(bytes: Buffer, more = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16BE(copy.length - 20 + more, 2);
  return copy;
}

/** Section 14: type and length, then the value, filled up to a multiple of four bytes. */
function attribute(type: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const whole = Buffer.alloc(4 + Math.ceil(bytes.length / 4) * 4);
  whole.writeUInt16BE(type, 0);
  whole.writeUInt16BE(bytes.length, 2);
  bytes.copy(whole, 4);
  return whole;
}

/** Section 14.2: the address and the port, each combined with the cookie, so that no router rewrites them on their way. */
function xorAddress(type: number, { address, port }: Endpoint): Buffer {
  const value = Buffer.alloc(8);
  value[1] = 1; // IPv4
  value.writeUInt16BE(port ^ (cookie >>> 16), 2);
  for (const [index, byte] of address.split('.').entries()) value[4 + index] = Number(byte);
  value.writeUInt32BE((value.readUInt32BE(4) ^ cookie) >>> 0, 4);
  return attribute(type, value);
}

/** Section 14.8: the hundreds of the code, the rest of it, and a text. */
const unauthorized = attribute(0x09, Buffer.concat([Buffer.from([0, 0, 4, 1]), Buffer.from('Unauthorized')]));
/** RFC 8656, section 18.2: 600 seconds. */
const lifetime = attribute(0x0d, Buffer.from([0, 0, 2, 88]));

/** Section 14.5: a hash over all that stands before it, whose length counts the hash as well. */
const integrityOf = (before: Buffer, key: Buffer) => createHmac('sha1', key).update(withLength(before, 24)).digest();

function signed(bytes: Buffer, key: Buffer): Buffer {
  return withLength(Buffer.concat([bytes, attribute(0x08, integrityOf(bytes, key))]));
}

function isSigned(bytes: Buffer, key: Buffer): boolean {
  for (let at = 20; at + 4 <= bytes.length; at += 4 + Math.ceil(bytes.readUInt16BE(at + 2) / 4) * 4)
    if (bytes.readUInt16BE(at) === 0x08)
      return integrityOf(bytes.subarray(0, at), key).equals(bytes.subarray(at + 4, at + 24));
  return false;
}
