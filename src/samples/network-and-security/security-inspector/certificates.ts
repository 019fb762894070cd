const keyKind = document.querySelector<HTMLSelectElement>('#key')!;
const validity = document.querySelector<HTMLSelectElement>('#validity')!;
const table = document.querySelector<HTMLTableSectionElement>('#certificates tbody')!;
const warning = document.querySelector<HTMLParagraphElement>('#validity-warning')!;
const choices = document.querySelectorAll<HTMLSelectElement>('select.certificate');

const made: { certificate: RTCCertificate; used: number; usedCell: HTMLTableCellElement }[] = [];

// #region generate
/** Every key that a browser must be able to make: WebRTC, section 4.10.1. */
const keys: Record<string, EcKeyGenParams | RsaHashedKeyGenParams> = {
  'ECDSA P-256': { name: 'ECDSA', namedCurve: 'P-256' },
  'RSA 2048': rsa(2048),
  'RSA 4096': rsa(4096),
};

function rsa(modulusLength: number): RsaHashedKeyGenParams {
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
}

/** Makes a certificate as chosen, and adds it to the table and to the choices of both sides. */
export async function generate(): Promise<string> {
  const key = keyKind.value;
  const askedMs = Number(validity.value) * 1000;
  const began = performance.now();
  // The browser signs it itself: nobody vouches for it, and its private key can never be read.
  const wanted = { ...keys[key]!, expires: askedMs }; // in milliseconds from now
  const certificate = await RTCPeerConnection.generateCertificate(wanted);
  const tookMs = Math.round(performance.now() - began);
  addCertificate(key, tookMs, certificate);
  const gotMs = certificate.expires - Date.now();
  warning.textContent =
    Math.abs(gotMs - askedMs) > 60_000
      ? `Asked for ${inDays(askedMs)}, got ${inDays(gotMs)}: the browser has a limit of its own.`
      : '';
  return `Certificate ${made.length} (${key}) was made in ${tookMs} ms. Choose it for a side, and connect.`;
}
// #endregion

/** What a side shall use: nothing means that the browser makes a fresh one for the connection. */
export function chosenCertificates({ value }: HTMLSelectElement): RTCCertificate[] | undefined {
  const choice = made[Number(value) - 1];
  if (!choice) return undefined;
  choice.used += 1;
  choice.usedCell.textContent = String(choice.used);
  return [choice.certificate];
}

function addCertificate(key: string, tookMs: number, certificate: RTCCertificate) {
  const row = table.insertRow();
  const number = made.length + 1;
  row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: String(number) }));
  // Not every browser tells the fingerprint here; it then stands in the first description only.
  const fingerprint = certificate.getFingerprints?.()[0]?.value?.toUpperCase() ?? 'told when it is used';
  const until = new Date(certificate.expires).toLocaleString();
  for (const text of [key, `${tookMs} ms`, until, '0', fingerprint]) row.insertCell().textContent = text;
  row.cells[5]!.className = 'fingerprint';
  made.push({ certificate, used: 0, usedCell: row.cells[4]! });
  for (const choice of choices) choice.add(new Option(`${number}: ${key}`, String(number)));
}

const inDays = (ms: number) => `${Math.round(ms / 86_400_000)} days`;
