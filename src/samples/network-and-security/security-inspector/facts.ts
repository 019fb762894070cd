import { dtlsVersionOf, fingerprintOf, hashOf } from './fingerprint.js';

/** What one side knows about the encryption of its connection; what the browser does not tell is undefined. */
export interface Facts {
  readonly own: string | undefined;
  /** What the description of the other side said. */
  readonly announced: string | undefined;
  /** What the certificate that came over the network has; undefined as well if none was accepted. */
  readonly arrived: string | undefined;
  readonly dtlsState: string | undefined;
  readonly version: string | undefined;
  readonly role: string | undefined;
  readonly dtlsCipher: string | undefined;
  readonly srtpCipher: string | undefined;
}

/** Asks a connection that is bundled, so that its one transport carries everything. */
export async function factsOf(connection: RTCPeerConnection): Promise<Facts> {
  const announced = fingerprintOf(connection.remoteDescription);
  const transport = connection.getSenders()[0]?.transport;
  const [certificate] = transport?.getRemoteCertificates?.() ?? []; // the other side's own comes first
  let stats: RTCTransportStats | undefined;
  for (const each of (await connection.getStats()).values() as Iterable<RTCTransportStats>)
    if (each.type === 'transport') stats ??= each;
  return {
    own: fingerprintOf(connection.localDescription)?.value,
    announced: announced?.value,
    arrived: certificate && announced && (await hashOf(certificate, announced.algorithm)),
    dtlsState: transport?.state,
    version: dtlsVersionOf(stats?.tlsVersion),
    role: stats?.dtlsRole,
    dtlsCipher: stats?.dtlsCipher,
    srtpCipher: stats?.srtpCipher,
  };
}
