// #region same:sdp-lines
/** A line of a session description, and what it says in one sentence. */
export interface SdpLine {
  readonly text: string;
  /** 0 is the head, which is about the whole session; 1 the first `m=` section, and so on. */
  readonly section: number;
  readonly meaning: string;
  /** Browsers skip an attribute that they do not know: a misspelt one is no error, it just does nothing. */
  readonly isKnown: boolean;
}

/** Takes a session description apart. An empty line, which would be a mistake in the middle of one, is a line too. */
export function readSdp(sdp: string): SdpLine[] {
  let section = 0;
  let codecs = new Map<string, string>();
  const texts = sdp.replace(/\r?\n$/, '').split(/\r?\n/);
  return texts.map((text, index) => {
    if (text.startsWith('m=')) {
      section++;
      codecs = codecsFrom(texts, index + 1);
    }
    const meaning = meaningOf(text, codecs);
    return { text, section, meaning: meaning ?? unknown(text), isKnown: meaning !== undefined };
  });
}

/** The name of each payload type, as far as the next section. */
export function codecsFrom(texts: readonly string[], start: number): Map<string, string> {
  const codecs = new Map<string, string>();
  for (const text of texts.slice(start)) {
    if (text.startsWith('m=')) break;
    const [, number, name] = /^a=rtpmap:(\d+) ([^/\s]+)/.exec(text) ?? [];
    if (number && name) codecs.set(number, name);
  }
  return codecs;
}

function unknown(text: string): string {
  if (text === '') return 'An empty line. There must be none: the description would end here.';
  if (/^a=\S/.test(text))
    return 'An attribute that this page does not know. Browsers skip those that they do not know.';
  return 'No line of a session description: one begins with a single letter and “=”, without spaces around it.';
}

/** The sentence for a line, or nothing for one that is in no list of attributes. */
function meaningOf(text: string, codecs: ReadonlyMap<string, string>): string | undefined {
  for (const [pattern, say] of dictionary) {
    const match = pattern.exec(text);
    if (match)
      return say(
        match.slice(1).map((group) => group ?? ''),
        codecs,
      );
  }
  return undefined;
}

type Say = (groups: string[], codecs: ReadonlyMap<string, string>) => string;
const codec = (number: string, codecs: ReadonlyMap<string, string>) =>
  number === '*' ? 'every codec' : (codecs.get(number) ?? `payload type ${number}`);
const oneOf = (table: Readonly<Record<string, string>>, key: string, otherwise: string) =>
  Object.hasOwn(table, key) ? table[key]! : otherwise;

// The order counts: the first pattern that fits is taken. RFC 8866 has the lines, RFC 8829 (JSEP) what browsers write.
const dictionary: readonly (readonly [RegExp, Say])[] = [
  [
    /^v=(.*)$/,
    ([version]) => `The version of the format: always 0${version === '0' ? '' : ', and not what stands here'}.`,
  ],
  [
    /^o=(\S+) (\S+) (\S+) IN IP[46] (\S+)$/,
    ([, id, version]) =>
      `Who made this: session ${id}, version ${version}, which grows with each new offer. The address is a placeholder.`,
  ],
  [/^s=(.*)$/, () => 'A name for the session. Browsers have none and write “-”.'],
  [/^t=(\S+) (\S+)$/, () => 'When the session begins and ends. 0 0 means: now, and without an end.'],
  [
    /^m=(\w+) (\S+) (\S+) (.+)$/,
    ([kind, port, , formats]) => {
      const what = kind === 'application' ? 'data channels' : kind;
      if (port === '0')
        return `A section for ${what} with port 0: it is refused or over, or needs the bundle if a=bundle-only stands below.`;
      const codecs =
        kind === 'application' ? '' : ` The ${formats!.split(' ').length} numbers are codecs, the best first.`;
      return `A section for ${what} begins.${codecs} The port is a placeholder: addresses come with the candidates.`;
    },
  ],
  [/^c=IN (IP[46]) (\S+)$/, () => 'The address to send to, from the time before ICE. It is a placeholder.'],
  [/^b=AS:(\d+)$/, ([kbps]) => `Do not send me more than ${kbps} kilobits a second in this section.`],
  [
    /^b=TIAS:(\d+)$/,
    ([bits]) => `Do not send me more than ${bits} bits a second in this section, headers not counted.`,
  ],
  [/^b=(\w+):(\d+)$/, ([type, value]) => `A limit of ${value} of the type ${type}.`],
  [
    /^a=group:BUNDLE(.*)$/,
    ([mids]) =>
      mids?.trim()
        ? `The sections${mids} share one transport: one pair of ports and one encryption carries them all.`
        : 'No section shares its transport with another.',
  ],
  [/^a=group:(\S+) (.*)$/, ([kind, mids]) => `The sections ${mids} belong together in the sense of ${kind}.`],
  [
    /^a=extmap-allow-mixed$/,
    () => 'Packets may carry header extensions with one-byte and two-byte heads side by side (RFC 8285).',
  ],
  [/^a=msid-semantic: ?(.*)$/, () => 'The streams of the whole session, an older way to say what a=msid says now.'],
  [
    /^a=msid:(\S+) ?(.*)$/,
    ([stream]) =>
      stream === '-'
        ? 'The track belongs to no stream.'
        : `The track belongs to the stream ${stream}: what has the same name is played together.`,
  ],
  [/^a=rtcp:(\d+)(.*)$/, () => 'Where reports about the media go, from the time before rtcp-mux. It is a placeholder.'],
  [
    /^a=ice-ufrag:(.*)$/,
    ([name]) => `The name “${name}” of this side in the connectivity checks of ICE. A new one means a restart.`,
  ],
  [/^a=ice-pwd:(.*)$/, () => 'The password of this side in the checks of ICE: who does not know it gets no answer.'],
  [
    /^a=ice-options:(.*)$/,
    ([options]) =>
      options!.includes('trickle')
        ? 'Candidates may come later, one by one (trickle ICE).'
        : `Options of ICE: ${options}.`,
  ],
  [/^a=ice-lite$/, () => 'This side only answers checks and makes none, as servers do.'],
  [
    /^a=fingerprint:(\S+) (.*)$/,
    ([hash]) =>
      `The ${hash} of the certificate that this side will show. The other end compares: so nobody can sit in between.`,
  ],
  [
    /^a=setup:(actpass|active|passive|holdconn)$/,
    ([role]) =>
      oneOf(
        {
          actpass: 'Encryption (DTLS): I can begin or wait, you choose. Every offer says so.',
          active: 'Encryption (DTLS): I begin. The usual answer.',
          passive: 'Encryption (DTLS): I wait for you to begin.',
        },
        role!,
        'Encryption (DTLS): nobody begins for now.',
      ),
  ],
  [/^a=tls-id:(.*)$/, () => 'A name of the encrypted connection: a new one asks for a new DTLS handshake.'],
  [/^a=mid:(\S+)$/, ([mid]) => `The name of this section, “${mid}”. The answer and the candidates refer to it.`],
  [
    /^a=(sendrecv|sendonly|recvonly|inactive)$/,
    ([direction]) =>
      oneOf(
        {
          sendrecv: 'I would send and receive in this section.',
          sendonly: 'I would send in this section, and receive nothing.',
          recvonly: 'I would receive in this section, and send nothing.',
        },
        direction!,
        'Nothing flows in this section for now, neither way.',
      ),
  ],
  [/^a=rtcp-mux$/, () => 'Media and the reports about it share one port.'],
  [/^a=rtcp-mux-only$/, () => 'Media and the reports about it share one port, and nothing else would do.'],
  [/^a=rtcp-rsize$/, () => 'Reports may be short: a single piece of feedback need not wait for a full report.'],
  [
    /^a=rtcp-xr:(.*)$/,
    ([blocks]) => `Longer reports may be sent too: ${blocks}, which lets a receiver learn the round-trip time.`,
  ],
  [/^a=bundle-only$/, () => 'This section has no transport of its own: it needs the bundle.'],
  [
    /^a=(?:ptime|maxptime):(\d+)$/,
    ([ms]) => `A packet of sound should hold ${ms} ms at most, or as near as it can be.`,
  ],
  [
    /^a=extmap:(\d+)(?:\/(\w+))? (urn:ietf:params:rtp-hdrext:encrypt )?(\S+)(.*)$/,
    ([id, direction, encrypted, uri]) => {
      const name = uri!.replace(/^.*[:/]/, '');
      const known = Object.entries(extensions).find(([end]) => uri!.endsWith(end))?.[1];
      return `Extension ${id} of the packet head${direction ? ` (${direction})` : ''}${encrypted && ', encrypted'}: ${known ?? `named ${name}`}.`;
    },
  ],
  [
    /^a=rtpmap:(\d+) ([^/\s]+)\/(\d+)(?:\/(\d+))?$/,
    ([number, name, rate, channels]) => {
      const special = oneOf(helpers, name!.toLowerCase(), '');
      const sound = channels ? `, ${channels} channels` : '';
      return `Number ${number} stands for ${name}, with a clock of ${rate} Hz${sound}.${special && ` ${special}`}`;
    },
  ],
  [
    /^a=rtcp-fb:(\*|\d+) (.+)$/,
    ([number, kind], codecs) =>
      `Feedback for ${codec(number!, codecs)}: ${oneOf(feedback, kind!, `${kind}, which this page does not know`)}.`,
  ],
  [
    /^a=fmtp:(\d+) apt=(\d+)(.*)$/,
    ([number, original], codecs) => `What number ${number} repeats is ${codec(original!, codecs)} (${original}).`,
  ],
  [
    /^a=fmtp:(\d+) (\d+(?:\/\d+)+)$/,
    ([number, list], codecs) =>
      `What number ${number} carries several times over is ${codec(list!.split('/')[0]!, codecs)}.`,
  ],
  [
    /^a=fmtp:(\d+) (.+)$/,
    ([number, parameters], codecs) => {
      const said = parameters!.split(/;\s*/).flatMap((parameter) => {
        const [name = '', value = ''] = parameter.split('=');
        const sentence = oneOf(formats, name, '');
        return sentence ? [sentence.replace('#', value)] : [];
      });
      return `How I take ${codec(number!, codecs)}: ${said.join('; ') || parameters}.`;
    },
  ],
  [
    /^a=ssrc:(\d+) cname:(.*)$/,
    ([ssrc]) => `The packets numbered ${ssrc} come from this sender: equal names have one clock.`,
  ],
  [/^a=ssrc:(\d+) (.*)$/, ([ssrc]) => `What the packets numbered ${ssrc} belong to.`],
  [
    /^a=ssrc-group:FID (\d+) (\d+)$/,
    ([first, second]) => `The packets numbered ${second} repeat what was lost of ${first}.`,
  ],
  [/^a=ssrc-group:(\S+) (.*)$/, ([kind, numbers]) => `The streams ${numbers} belong together (${kind}).`],
  [
    /^a=rid:(\S+) (send|recv)(.*)$/,
    ([rid, way]) => `An encoding named “${rid}” that I would ${way === 'send' ? 'send' : 'receive'}.`,
  ],
  [
    /^a=simulcast:(send|recv) (\S+)(.*)$/,
    ([way, rids]) =>
      `Simulcast: the same picture ${way === 'send' ? 'sent' : 'received'} in ${rids!.split(';').length} encodings at once: ${rids!.split(';').join(', ')}.`,
  ],
  [
    /^a=sctp-port:(\d+)$/,
    ([port]) => `Data channels use port ${port} inside the encrypted connection. No firewall sees it.`,
  ],
  [/^a=sctpmap:(.*)$/, () => 'The older way to announce data channels.'],
  [
    /^a=max-message-size:(\d+)$/,
    ([bytes]) =>
      bytes === '0'
        ? 'Messages of a data channel may be of any length.'
        : `I take messages of a data channel of up to ${bytes} bytes.`,
  ],
  [
    /^(?:a=)?candidate:(\S+) (\d+) (\S+) (\d+) (\S+) (\d+) typ (\w+)(.*)$/,
    ([, component, protocol, , address, port, type]) =>
      `An address to try: ${address}, port ${port}, over ${protocol!.toUpperCase()}, ${oneOf(candidates, type!, `of the type ${type}`)}.${component === '2' ? ' For reports only.' : ''}`,
  ],
  [/^a=end-of-candidates$/, () => 'No more candidates will come.'],
  [/^a=imageattr:(.*)$/, () => 'Which sizes of picture this side would send and receive.'],
  [/^a=framerate:(.*)$/, ([rate]) => `At most ${rate} pictures a second.`],
  [/^a=identity:(.*)$/, () => 'Somebody vouches for who is calling.'],
];

/** Header extensions, by the end of their address. */
const extensions: Readonly<Record<string, string>> = {
  'ssrc-audio-level': 'how loud this packet is, so that a server can find the speaker without decoding',
  'csrc-audio-level': 'how loud each of the mixed voices is',
  'abs-send-time': 'when the packet was sent, for the estimate of the bandwidth',
  'transport-wide-cc-extensions-01': 'a count over all packets, for the estimate of the bandwidth',
  'sdes:mid': 'the name of the section that the packet belongs to, since all share one port',
  'sdes:rtp-stream-id': 'the name of the encoding (rid), for simulcast',
  'repaired-rtp-stream-id': 'the name of the encoding that a repeated packet belongs to',
  toffset: 'how long the packet waited between its time stamp and the network',
  'video-orientation': 'how the camera is held, so that the receiver can turn the picture',
  'playout-delay': 'how long the receiver should hold the picture back',
  'video-content-type': 'camera or screen',
  'video-timing': 'when the picture was taken, encoded and sent, for statistics',
  'color-space': 'the colour space of the picture',
  'dependency-descriptor-rtp-header-extension': 'which pictures this one needs, so that a server can leave out layers',
  'video-layers-allocation00': 'which layers are sent at which rate',
  'abs-capture-time': 'when the sound or picture was captured',
  'corruption-detection': 'samples of the picture, to find out whether it arrived as it was',
};

/** What is no codec of its own. */
const helpers: Readonly<Record<string, string>> = {
  rtx: 'It repeats lost packets of another codec.',
  red: 'It carries earlier packets once more, against loss.',
  ulpfec: 'It adds packets from which lost ones can be worked out.',
  'flexfec-03': 'It adds packets from which lost ones can be worked out.',
  cn: 'It is the noise in pauses.',
  'telephone-event': 'It carries the tones of telephone keys.',
};

const feedback: Readonly<Record<string, string>> = {
  'transport-cc': 'when each packet arrived, from which the sender estimates the bandwidth',
  'goog-remb': 'the bandwidth as the receiver estimates it (older)',
  'ccm fir': 'a request for a whole new picture, for somebody who joins',
  'ccm tmmbr': 'a limit of the bitrate for the time being',
  nack: 'a list of lost packets to be sent again',
  'nack pli': 'a request for a whole new picture, because too much was lost',
};

/** Parameters of codecs; # is the value. */
const formats: Readonly<Record<string, string>> = {
  minptime: 'packets of # ms or more',
  useinbandfec: 'help against loss inside the packets: # (1 is yes)',
  stereo: 'I would hear stereo: # (1 is yes)',
  'sprop-stereo': 'I am likely to send stereo: # (1 is yes)',
  usedtx: 'almost nothing is sent in pauses: # (1 is yes)',
  maxaveragebitrate: 'at most # bits a second',
  maxplaybackrate: 'I can play up to # Hz',
  cbr: 'constant bitrate: # (1 is yes)',
  'level-asymmetry-allowed': 'levels may differ by direction: # (1 is yes)',
  'packetization-mode': 'a picture may be cut into packets in mode #',
  'profile-level-id': 'profile and level #',
  'profile-id': 'profile #',
  profile: 'profile #',
  'level-idx': 'level #',
  tier: 'tier #',
  'max-fs': 'pictures of up to # blocks of 16 by 16 pixels',
  'max-fr': 'up to # pictures a second',
  '0-15': 'the keys 0 to 9, *, # and A to D',
};

const candidates: Readonly<Record<string, string>> = {
  host: 'an address of the machine itself (host)',
  srflx: 'as a STUN server sees the machine from outside (server reflexive)',
  prflx: 'as the other side saw it in a check (peer reflexive)',
  relay: 'lent by a TURN server (relay)',
};
// #endregion
