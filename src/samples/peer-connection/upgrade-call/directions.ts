/** One m-line of a session description, as far as it says who sends. */
export interface LineDirection {
  readonly mid: string;
  readonly kind: string;
  readonly direction: string;
}

const wanted = /^a=(sendrecv|sendonly|recvonly|inactive)$/;

/**
 * Who sends, by m-line: the line says it with one of four words, and where it has none the one of the session counts, or else
 * "sendrecv" (RFC 8866, section 6.7). A line with port 0 has been given up; it is listed as "stopped".
 */
export function directionsOf(sdp: string): LineDirection[] {
  const [session = '', ...lines] = sdp.split(/^(?=m=)/m);
  const general = directionIn(session) ?? 'sendrecv';
  return lines.map((text) => {
    const [, kind = '', port] = /^m=(\S+) (\d+)/.exec(text) ?? [];
    const mid = /^a=mid:(\S+)/m.exec(text)?.[1] ?? '';
    const isBundled = /^a=bundle-only/m.test(text); // such a line has port 0 too, and is in use
    return { mid, kind, direction: port === '0' && !isBundled ? 'stopped' : (directionIn(text) ?? general) };
  });
}

function directionIn(text: string): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const found = wanted.exec(line);
    if (found) return found[1];
  }
  return undefined;
}

/** The same as a person would say it: "audio sendrecv, video sendonly". */
export function inWords(lines: readonly LineDirection[]): string {
  return lines.map(({ kind, direction }) => `${kind} ${direction}`).join(', ');
}
