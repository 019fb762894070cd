// How long a packet is, whether Opus sends two channels, pauses in silence, or repairs losses: no API asks for any of it, in no
// browser. All that there is are lines of the session description, in which a receiver states what it would like to be sent.
// So they are written into the answer on its way to the sender, who then reads them like those of any other implementation.
// RFC 7587, section 6.1, for Opus; RFC 8866, section 6.4, for ptime.

/** What a receiver would like to be sent. */
export interface Wishes {
  readonly packetMs: number;
  readonly stereo: boolean;
  /** Hardly any packets while it is silent. */
  readonly dtx: boolean;
  /** Each packet has a coarse copy of the one before in it. */
  readonly fec: boolean;
}

/**
 * The text of an answer with the wishes in it; all of them are stated, since a sender keeps what nobody takes back. The call has
 * one section, and it is of sound.
 */
export function answerWithWishes(sdp: string, { packetMs, stereo, dtx, fec }: Wishes): string {
  const lines = sdp.split('\r\n').filter((line) => !line.startsWith('a=ptime:'));
  lines.splice(firstIndex(lines, 'a=rtpmap:'), 0, `a=ptime:${packetMs}`);

  const payload = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1];
  if (payload === undefined) return lines.join('\r\n'); // another codec was chosen, which has no such parameters
  const format = `a=fmtp:${payload} `;
  const parameters = parametersOf(lines.find((line) => line.startsWith(format))?.slice(format.length) ?? '');
  for (const [name, wish] of Object.entries({ stereo, usedtx: dtx, useinbandfec: fec }))
    parameters.set(name, wish ? '1' : '0');
  const line = format + [...parameters].map((pair) => pair.join('=')).join(';');
  const others = lines.filter((other) => !other.startsWith(format));
  others.splice(firstIndex(others, `a=rtpmap:${payload} `) + 1, 0, line);
  return others.join('\r\n');
}

// #region same:format-parameters
/** The parameters of a codec, by their names: from `minptime=10;useinbandfec=1`. */
export function parametersOf(format: string): Map<string, string> {
  const pairs = format.split(';').map((pair) => pair.trim().split('=') as [string, string?]);
  return new Map(pairs.filter(([name]) => name !== '').map(([name, value = '']) => [name, value]));
}
// #endregion

function firstIndex(lines: readonly string[], start: string): number {
  const index = lines.findIndex((line) => line.startsWith(start));
  if (index < 0) throw new Error(`The answer has no line that begins with ${start}`);
  return index;
}
