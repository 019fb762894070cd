import { diff } from './diff.js';

/** What is wrong with a description that a browser refused. */
export interface Fault {
  /** Counted from 1, in the text that was refused; nothing where the mistake is not in one line. */
  readonly line?: number;
  readonly sentence: string;
}

/**
 * Finds the line behind a refusal. Chromium quotes the line in many of its messages and Firefox counts it; where a browser
 * does neither, the meaning of its words decides, and at last what the person changed.
 */
export function findFault(message: string, sdp: string, original: string): Fault {
  const lines = sdp.replace(/\r?\n$/, '').split(/\r?\n/);
  const changed = changedLines(original.replace(/\r?\n$/, '').split(/\r?\n/), lines);
  const first = (matches: (line: string) => boolean) => {
    const all = lines.flatMap((line, index) => (matches(line) ? [index + 1] : []));
    return all.find((line) => changed.includes(line)) ?? all[0];
  };
  const at = (line: number | undefined, sentence: string): Fault => (line ? { line, sentence } : { sentence });

  // Firefox: “SDP Parse Error on line 9: …”
  const [, counted, words] = /on line (\d+):\s*(.*)/.exec(message) ?? [];
  if (counted) return at(Number(counted), words ?? '');

  // Chromium: “Failed to parse SessionDescription. a=setup:later Invalid attribute value.”
  const [, quoted] = /Failed to parse SessionDescription\. (.*)$/s.exec(message) ?? [];
  if (quoted !== undefined) {
    if (quoted.includes('parse codecs'))
      return at(strayCodec(lines), 'A codec is described here that its m= line does not list.');
    if (!sdp.endsWith('\n') && quoted.endsWith('Invalid SDP line.'))
      return at(lines.length, 'The last line has no end: every line, the last one too, ends with a line break.');
    const line = first((text) => text !== '' && quoted.startsWith(`${text} `)) ?? first((text) => text === '');
    const reason = quoted.slice(line ? lines[line - 1]!.length : 0).trim();
    const [, expected] = /Expect line: (\w=)/.exec(reason) ?? [];
    if (expected)
      return at(line, `Here a line “${expected}” was expected: the head has a fixed order, v=, o=, s=, t=.`);
    return at(line, reason);
  }

  const [, mid] = /mid='([^']*)'/i.exec(message) ?? [];
  const section = mid === undefined ? undefined : first((text) => text === `a=mid:${mid}`);
  if (/ufrag must|pwd must/.test(message)) {
    const name = message.includes('ufrag must') ? 'ice-ufrag' : 'ice-pwd';
    const bad = first(
      (text) => text.startsWith(`a=${name}:`) && text.length < `a=${name}:`.length + (name === 'ice-pwd' ? 22 : 4),
    );
    return at(bad ?? section, 'It is too short: a user name has at least 4 characters, a password at least 22.');
  }
  if (message.includes('without ice-ufrag'))
    return at(
      sectionWithout(lines, /^a=ice-(?:ufrag|pwd):/, 2),
      'This section lacks a=ice-ufrag or a=ice-pwd: nobody could check whether a packet is from its author.',
    );
  if (message.includes('without DTLS fingerprint'))
    return at(
      sectionWithout(lines, /^a=fingerprint:/, 1),
      'This section lacks a=fingerprint: the certificate could not be compared.',
    );
  if (message.includes('rtcp-mux must'))
    return at(
      sectionWithout(lines, /^a=rtcp-mux$/, 1, /^m=(?:audio|video)/),
      'This section lacks a=rtcp-mux, which a bundle needs.',
    );
  if (/BUNDLE group contains a MID/i.test(message))
    return at(
      first((text) => text.startsWith('a=group:BUNDLE')),
      `The bundle names a section “${mid ?? ''}” that does not exist.`,
    );
  if (message.includes('Duplicate a=mid'))
    return at(duplicateMid(lines), 'Two sections have one name, or one has none.');
  const [, extension] = /header extension id=(\d+)/.exec(message) ?? [];
  if (extension)
    return at(
      first((text) => text.startsWith(`a=extmap:${extension} `)),
      'One number stands for two header extensions in the bundle.',
    );
  if (/setup attribute|actpass/.test(message))
    return at(
      first((text) => text.startsWith('a=setup:')),
      'An offer says actpass, and an answer chooses active or passive.',
    );
  if (/type does not match|order of m-lines|number of m-lines|m= section/i.test(message) && !section)
    return at(
      first((text) => text.startsWith('m=')),
      'The sections must stay as many, of the same kinds and in the same order as they were.',
    );
  if (message.includes('does not match the previously generated'))
    return at(changed[0], 'The browser sets no description of its own in which this was changed.');
  return at(
    section ?? changed[0],
    changed.length > 0 ? 'The browser names no line. This is the first that was changed.' : '',
  );
}

/** The lines that are new in the second text, and after them those behind which something is missing; counted from 1. */
function changedLines(before: readonly string[], after: readonly string[]): number[] {
  const added: number[] = [];
  const gaps: number[] = [];
  let line = 0;
  for (const { kind } of diff(before, after)) {
    if (kind !== 'removed') line++;
    if (kind === 'added') added.push(line);
    if (kind === 'removed') gaps.push(Math.max(line, 1));
  }
  return [...added, ...gaps];
}

/** The `m=` line of the first section with fewer lines of a pattern than it should have. */
function sectionWithout(lines: readonly string[], pattern: RegExp, wanted: number, kinds = /^m=/): number | undefined {
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  const lacking = starts.find((start, which) => {
    const body = lines.slice(start, starts[which + 1]);
    return kinds.test(lines[start]!) && body.filter((line) => pattern.test(line)).length < wanted;
  });
  return lacking === undefined ? undefined : lacking + 1;
}

function strayCodec(lines: readonly string[]): number | undefined {
  let listed: string[] = [];
  const stray = lines.findIndex((line) => {
    if (line.startsWith('m=')) listed = line.split(' ').slice(3);
    const [, number] = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line) ?? [];
    return number !== undefined && !listed.includes(number);
  });
  return stray < 0 ? undefined : stray + 1;
}

function duplicateMid(lines: readonly string[]): number | undefined {
  const seen = new Set<string>();
  const twice = lines.findIndex((line) => line.startsWith('a=mid:') && (seen.has(line) || !seen.add(line)));
  return twice < 0 ? sectionWithout(lines, /^a=mid:/, 1) : twice + 1;
}
