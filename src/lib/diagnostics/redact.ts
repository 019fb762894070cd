import ipaddr from 'ipaddr.js';
import type { JsonValue } from './finding.ts';

/** Makes the same replacement for equal things, and different ones for different things. */
export type Redact = (value: JsonValue) => JsonValue;

/** What stands in the place of something that is never told. */
const removed = '[removed]';

/**
 * Takes secrets out of a value, whatever its shape: always, also where the person wants everything else in the report.
 * Whole session descriptions, ICE credentials and fingerprints go with them.
 */
export function withoutSecrets(value: JsonValue, secrets: readonly string[]): JsonValue {
  const known = anyOf(secrets);
  return mapTexts(value, (text) => {
    const result = known ? text.replace(known, removed) : text;
    if (/^v=0\r?$/m.test(result)) return removed;
    return result
      .replace(
        /\b(ice-ufrag|ice-pwd|ufrag|pwd|fingerprint|username|password|credential)([:=]\s*|\s+)\S+(\s+[0-9A-F:]{20,})?/gi,
        `$1$2${removed}`,
      )
      .replace(/\b(turns?:|stuns?:|https?:\/\/|wss?:\/\/)[^\s/@]+@/gi, `$1${removed}@`)
      .replace(/\b(?:[0-9A-F]{2}:){15,}[0-9A-F]{2}\b/gi, removed);
  });
}

/**
 * A redaction for one report. IPv4 addresses are cut to /24 and IPv6 addresses to /48, names of devices to their kind, and
 * names and ids that stand for one machine are numbered. Equal stays equal, so that a report can still be reasoned about.
 */
export function redaction(report: JsonValue): Redact {
  const labels = anyOf(labelsIn(report));
  const numbers = new Map<string, number>();
  const numbered = (kind: string, text: string) => {
    const key = `${kind} ${text}`;
    if (!numbers.has(key)) numbers.set(key, [...numbers.keys()].filter((one) => one.startsWith(`${kind} `)).length + 1);
    return numbers.get(key)!;
  };
  const redactText = (text: string) => {
    const result = labels ? text.replace(labels, (label) => `[device ${numbered('device', label)}]`) : text;
    return result
      .replace(
        /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi,
        (id) => `[name ${numbered('name', id.toLowerCase())}]`,
      )
      .replace(
        /\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/gi,
        (mac) => `[hardware ${numbered('hardware', mac.toLowerCase())}]`,
      )
      .replace(/(?<![\w.:])[0-9a-fA-F:]*:[0-9a-fA-F:.]+(?:%\w+)?/g, (candidate) => address(candidate, numbered))
      .replace(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g, (candidate) => address(candidate, numbered))
      .replace(/(?<![\w+/=-])[\w+/=-]{40,}(?![\w+/=-])/g, (id) => `[id ${numbered('id', id)}]`)
      .replace(/(\/home\/|\/Users\/|\\Users\\)[^\s/\\]+/g, `$1${removed}`);
  };
  return (value) => mapTexts(value, redactText);
}

/** An address cut to its network, with a number for each of its machines; anything else as it was. */
function address(candidate: string, numbered: (kind: string, text: string) => number): string {
  const [text = '', zone] = candidate.split('%');
  const trailing = /[.:]+$/.exec(text)?.[0] ?? '';
  const bare = ipaddr.isValid(text) ? text : text.slice(0, text.length - trailing.length);
  if (!ipaddr.isValid(bare)) return candidate;
  if (!bare.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return candidate;
  const parsed = ipaddr.process(bare); // an IPv4 address written as one of IPv6 is what it stands for
  const machine = numbered('address', parsed.toNormalizedString());
  const rest = (bare === text ? '' : trailing) + (zone === undefined ? '' : '%[removed]');
  if (parsed.range() === 'loopback' || parsed.range() === 'unspecified') return parsed.toString() + rest;
  if (parsed instanceof ipaddr.IPv4) return `${parsed.octets.slice(0, 3).join('.')}.[${machine}]${rest}`;
  const network = parsed.parts.slice(0, 3).map((part) => part.toString(16));
  return `${network.join(':')}::[${machine}]${rest}`;
}

/** A pattern for any of the texts, the longest first, since one may contain another; all in one pass, so that no replacement is replaced. */
function anyOf(texts: readonly string[]): RegExp | undefined {
  const escaped = [...new Set(texts)]
    .filter((text) => text !== '')
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return escaped.length > 0 ? new RegExp(escaped.join('|'), 'g') : undefined;
}

/** The names of devices: whatever stands under a key that ends in `label`. */
function labelsIn(value: JsonValue, key = ''): string[] {
  if (typeof value === 'string') return /label$/i.test(key) && value.trim() !== '' ? [value] : [];
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).flatMap((one) => labelsIn(one, key.replace(/s$/, '')));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => labelsIn(one, name));
  return [];
}

/** The same value with every text in it replaced, those that are keys too. */
function mapTexts(value: JsonValue, replace: (text: string) => string): JsonValue {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => mapTexts(one, replace));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [replace(name), mapTexts(one, replace)]));
  return value;
}
