/** The hash of a certificate, as descriptions write it: RFC 8122, section 5. */
export interface Fingerprint {
  readonly algorithm: string;
  readonly value: string;
}

/** The fingerprint that a description announces. All its parts have the same one, because a connection has one certificate. */
export function fingerprintOf(description: RTCSessionDescriptionInit | null): Fingerprint | undefined {
  const [, algorithm, value] = /^a=fingerprint:(\S+) (\S+)/m.exec(description?.sdp ?? '') ?? [];
  return algorithm && value ? { algorithm, value: value.toUpperCase() } : undefined;
}

/** What an attacker on the way could do: the same description, with the first byte of each fingerprint changed. */
export function tamperedWith(description: RTCSessionDescriptionInit): RTCSessionDescriptionInit {
  const sdp = (description.sdp ?? '').replace(
    /^(a=fingerprint:\S+ )(..)/gm,
    (_, before: string, byte: string) => before + (byte === '00' ? 'FF' : '00'),
  );
  return { type: description.type, sdp };
}

/** The fingerprint of a certificate as it came over the network (X.509, DER); undefined for a hash that is not known here. */
export async function hashOf(certificate: ArrayBuffer, algorithm: string): Promise<string | undefined> {
  if (!/^sha-(1|256|384|512)$/i.test(algorithm)) return undefined;
  const hash = await crypto.subtle.digest(algorithm.toUpperCase(), certificate);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/** The number of a DTLS version on the wire, in hexadecimal as statistics give it. They count down from 1.0, which is FEFF. */
export function dtlsVersionOf(hex: string | undefined): string | undefined {
  if (hex === undefined) return undefined;
  const names: Record<string, string> = { FEFF: 'DTLS 1.0', FEFD: 'DTLS 1.2', FEFC: 'DTLS 1.3' };
  return names[hex.toUpperCase()] ?? `unknown (${hex})`;
}
