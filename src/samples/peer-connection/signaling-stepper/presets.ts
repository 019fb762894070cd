/** A change to try on a description, and what to expect of it. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What happens, and which part of the API does it properly where there is one. */
  readonly note: string;
  /** Gives the same text back where there is nothing to change. */
  readonly change: (sdp: string) => string;
}

/** The number of the first codec of a name, in the whole description. */
const numberOf = (sdp: string, name: string) => new RegExp(`^a=rtpmap:(\\d+) ${name}/`, 'm').exec(sdp)?.[1];

export const presets: readonly Preset[] = [
  {
    id: 'stereo',
    label: 'ask for Opus in stereo',
    note: 'Whoever writes stereo=1 would hear two channels. No parameter of the API says that, so this is one of the few changes that real applications make.',
    change: (sdp) =>
      sdp.replace(new RegExp(`^(a=fmtp:${numberOf(sdp, 'opus') ?? 'x'} [^\\r\\n]*)`, 'm'), '$1;stereo=1'),
  },
  {
    id: 'bandwidth',
    label: 'limit the video to 100 kbps',
    note: 'A b=AS line says what its author wants to receive, so it works in the answer here. Better: setParameters() with maxBitrate, at any time and without a new offer.',
    change: (sdp) => sdp.replace(/^(m=video .*\r?\n(?:c=.*\r?\n)?)/m, '$1b=AS:100\r\n'),
  },
  {
    id: 'codec',
    label: 'prefer VP9',
    note: 'Its number moves to the front of the m=video line, which lists codecs by preference. Better: setCodecPreferences() of the transceiver, before the offer.',
    change: (sdp) => {
      const vp9 = numberOf(sdp, 'VP9');
      if (!vp9) return sdp;
      return sdp.replace(/^(m=video \S+ \S+)( .*?)(?=\r?$)/m, (_, head: string, numbers: string) => {
        const others = numbers
          .trim()
          .split(' ')
          .filter((number) => number !== vp9);
        return [head, vp9, ...others].join(' ');
      });
    },
  },
  {
    id: 'inactive',
    label: 'let nothing flow',
    note: 'All sections become inactive: the two connect, and no sound or picture travels. Better: the direction of the transceiver.',
    change: (sdp) => sdp.replace(/^a=(?:sendrecv|sendonly|recvonly)(?=\r?$)/gm, 'a=inactive'),
  },
  {
    id: 'fingerprint',
    label: 'a wrong fingerprint',
    note: 'Somebody between the two would have another certificate. If you send this, the two find each other, compare, and refuse to talk: that is what the fingerprint is for. A browser refuses to set it locally.',
    change: (sdp) =>
      sdp.replace(
        /^(a=fingerprint:\S+ )(..)/gm,
        (_, head: string, byte: string) => head + (byte === '00' ? '11' : '00'),
      ),
  },
  {
    id: 'password',
    label: 'a wrong ICE password',
    note: 'Send it: no check is answered, and after about 15 seconds the browser gives up.',
    change: (sdp) => sdp.replace(/^(a=ice-pwd:)\S{6}/gm, '$1wrong+'),
  },
  {
    id: 'broken-port',
    label: 'broken: a port that is no number',
    note: 'The browser stops at the line and names it.',
    change: (sdp) => sdp.replace(/^(m=\w+) \d+/m, '$1 nine'),
  },
  {
    id: 'broken-word',
    label: 'broken: a line that is none',
    note: 'Every line is a letter, “=” and a value. The browser names the line that is not.',
    change: (sdp) => sdp.replace(/^(a=mid:.*\r?\n)/m, '$1hello\r\n'),
  },
  {
    id: 'broken-ufrag',
    label: 'broken: no ICE user name',
    note: 'Each line that is left is right, so the browser has none to name: this page finds the place.',
    change: (sdp) => sdp.replace(/^a=ice-ufrag:.*\r?\n/gm, ''),
  },
  {
    id: 'broken-bundle',
    label: 'broken: a bundle with a stranger',
    note: 'The group names a section that does not exist. The browser says so without the line.',
    change: (sdp) => sdp.replace(/^(a=group:BUNDLE.*?)(?=\r?$)/m, '$1 nobody'),
  },
];
