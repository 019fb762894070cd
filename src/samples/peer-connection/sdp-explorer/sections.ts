import type { SdpLine } from './sdp-lines.js';

/** Lines of one section that are about one thing. */
export interface Topic {
  readonly title: string;
  readonly lines: readonly SdpLine[];
}

/** The head of a description, or one of its `m=` sections. */
export interface Section {
  readonly title: string;
  readonly topics: readonly Topic[];
}

// The order counts: the first pattern that fits is taken, and topics are shown in this order.
const topics: readonly (readonly [string, RegExp])[] = [
  ['What it is about', /^(?:[mcbvost]=|a=(?:mid|msid|group|sendrecv|sendonly|recvonly|inactive|bundle-only)\b)/],
  ['Encodings of one picture', /^a=(?:rid|simulcast)\b/],
  ['Codecs', /^a=(?:rtpmap|fmtp|rtcp-fb|ptime|maxptime|imageattr|framerate)\b/],
  ['Header extensions', /^a=(?:extmap|extmap-allow-mixed)\b/],
  ['Data channels', /^a=(?:sctp-port|sctpmap|max-message-size)\b/],
  ['The way there: ICE', /^a=(?:ice-|candidate|end-of-candidates)/],
  ['Encryption: DTLS', /^a=(?:fingerprint|setup|tls-id|identity)\b/],
  ['Reports: RTCP', /^a=rtcp/],
  ['Packets of this sender', /^a=ssrc/],
  ['The rest', /^/],
];

/** Sorts the lines of each section by what they are about. Within a topic they stay in their order; none gets lost. */
export function sectionsOf(lines: readonly SdpLine[]): Section[] {
  const last = lines.at(-1)?.section ?? -1;
  return Array.from({ length: last + 1 }, (_, number) => {
    const own = lines.filter(({ section }) => section === number);
    const byTopic = topics.map(([title]) => ({ title, lines: [] as SdpLine[] }));
    for (const line of own) byTopic[topics.findIndex(([, pattern]) => pattern.test(line.text))]!.lines.push(line);
    return { title: titleOf(number, own), topics: byTopic.filter((topic) => topic.lines.length > 0) };
  });
}

function titleOf(number: number, lines: readonly SdpLine[]): string {
  if (number === 0) return 'Head, about the whole session';
  const find = (pattern: RegExp) => lines.flatMap(({ text }) => pattern.exec(text)?.[1] ?? [])[0];
  const kind = find(/^m=(\w+)/);
  const parts = [`Section ${number}: ${kind}`, `mid ${find(/^a=mid:(.*)/) ?? 'none'}`];
  const direction = find(/^a=(sendrecv|sendonly|recvonly|inactive)$/);
  return [...parts, ...(direction ? [direction] : [])].join(', ');
}

/** The name under which this side is known in the checks of ICE; all sections of a bundle have the same. */
export const ufragOf = (sdp: string) => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
