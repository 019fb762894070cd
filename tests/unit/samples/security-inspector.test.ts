import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeOf } from '../../../src/samples/network-and-security/security-inspector/code.ts';
import {
  dtlsVersionOf,
  fingerprintOf,
  hashOf,
  tamperedWith,
} from '../../../src/samples/network-and-security/security-inspector/fingerprint.ts';

/** A fingerprint as browsers write it, of any text. */
const fingerprint = (text: string) =>
  createHash('sha256').update(text).digest('hex').toUpperCase().match(/../g)!.join(':');
const [ada, ben, eve] = [fingerprint('ada'), fingerprint('ben'), fingerprint('eve')];

test('both sides make the same code, whoever counts the own fingerprint first, and however it is written', () => {
  expect(codeOf(ada, ben)).toEqual(codeOf(ben, ada));
  expect(codeOf(ada.toLowerCase(), ben)).toEqual(codeOf(ada, ben));
  expect(codeOf(ada, ben)).toHaveLength(16);
});

test('another certificate changes its half of the code and nothing else', () => {
  const honest = codeOf(ada, ben);
  const attacked = codeOf(ada, eve);
  const halfOfAda = codeOf(ada, ada).slice(0, 8);
  for (const code of [honest, attacked])
    expect([code.slice(0, 8).join(), code.slice(8).join()]).toContain(halfOfAda.join());
  expect(attacked).not.toEqual(honest);
});

test('every six bits have a symbol of their own: an emoji and a word', () => {
  const all = new Set<string>();
  for (let value = 0; value < 64; value++) {
    // Six bits in front, and the rest zero.
    const bytes = [value << 2, 0, 0, 0, 0, 0].map((byte) => byte.toString(16).padStart(2, '0'));
    const [first = ''] = codeOf(bytes.join(':'), bytes.join(':'));
    expect(first).toMatch(/^\P{ASCII}+ [a-z]+$/u);
    all.add(first);
  }
  expect(all.size).toBe(64);
  expect(new Set([...all].map((symbol) => symbol.split(' ')[1])).size).toBe(64);
});

test('a fingerprint is read from a description, and changed in all its parts', () => {
  const line = `a=fingerprint:sha-256 ${ada}\r\n`;
  const description = { type: 'offer' as const, sdp: `v=0\r\nm=audio\r\n${line}m=video\r\n${line}` };
  expect(fingerprintOf(description)).toEqual({ algorithm: 'sha-256', value: ada });
  expect(fingerprintOf({ type: 'offer', sdp: 'v=0\r\n' })).toBeUndefined();
  expect(fingerprintOf(null)).toBeUndefined();
  const tampered = tamperedWith(description);
  expect(tampered.sdp).not.toContain(ada);
  expect(fingerprintOf(tampered)!.value).toBe(`00${ada.slice(2)}`);
  expect(fingerprintOf(tamperedWith(tampered))!.value).toBe(`FF${ada.slice(2)}`);
});

test('the hash of a certificate is written like a fingerprint', async () => {
  const bytes = new TextEncoder().encode('ada').buffer;
  expect(await hashOf(bytes, 'sha-256')).toBe(ada);
  expect(await hashOf(bytes, 'md5')).toBeUndefined();
});

test('versions of DTLS count down', () => {
  expect([undefined, 'FEFF', 'FEFD', 'fefc', '0304'].map(dtlsVersionOf)).toEqual([
    undefined,
    'DTLS 1.0',
    'DTLS 1.2',
    'DTLS 1.3',
    'unknown (0304)',
  ]);
});
