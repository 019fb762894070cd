import { networkInterfaces } from 'node:os';
import { generate } from 'selfsigned';
import type { Tls } from './config.ts';

/** The IPv4 addresses under which other machines of the local network see this one. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/**
 * Makes a certificate for this machine, valid for a month, signed by nobody but itself: a browser asks once whether to trust
 * it. Cameras need a secure context, and an address of the local network has one only by HTTPS.
 */
export async function makeCertificate(addresses: readonly string[]): Promise<Tls> {
  const nowMs = Date.now();
  const hourMs = 60 * 60 * 1000;
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Peerlab' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // The clock of the phone may be behind.
    notBeforeDate: new Date(nowMs - hourMs),
    notAfterDate: new Date(nowMs + 30 * 24 * hourMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', '::1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert, key };
}
