// #region same:codec-names
/** Formats that carry or repair what a codec has made, or say something beside it. None of them can be sent alone. */
const helperNames = ['rtx', 'red', 'ulpfec', 'flexfec-03', 'cn', 'telephone-event'];

/** The name of a codec without the kind before it: "VP9" of "video/VP9". */
export const nameOf = ({ mimeType }: RTCRtpCodec) => mimeType.slice(mimeType.indexOf('/') + 1);

/** Whether it only helps another codec, and has to stay along with it. */
export const isHelper = (codec: RTCRtpCodec) => helperNames.includes(nameOf(codec).toLowerCase());
// #endregion

// #region same:format-parameters
/** The parameters of a codec, by their names: from `minptime=10;useinbandfec=1`. */
export function parametersOf(format: string): Map<string, string> {
  const pairs = format.split(';').map((pair) => pair.trim().split('=') as [string, string?]);
  return new Map(pairs.filter(([name]) => name !== '').map(([name, value = '']) => [name, value]));
}
// #endregion

// The first byte of H.264's profile-level-id; 42 with the bit 0x40 in the second is the constrained one. RFC 6184, section 8.1.
const h264Profiles: Record<string, string> = { '42': 'Baseline', '4d': 'Main', '64': 'High', f4: 'High 4:4:4' };

/** What of a codec is agreed on beside its name, as a person reads it; empty where a codec has no profiles. */
export function profileOf(codec: RTCRtpCodec): string {
  const parameters = parametersOf(codec.sdpFmtpLine?.toLowerCase() ?? '');
  switch (nameOf(codec).toUpperCase()) {
    case 'VP9':
      return `profile ${parameters.get('profile-id') ?? 0}`;
    case 'AV1':
      return `profile ${parameters.get('profile') ?? 0}`;
    case 'H265':
      return `profile ${parameters.get('profile-id') ?? 1}`;
    case 'H264': {
      const id = parameters.get('profile-level-id') ?? '42000a';
      const isConstrained = id.startsWith('42') && (Number.parseInt(id.slice(2, 4), 16) & 0x40) !== 0;
      const profile = isConstrained ? 'Constrained Baseline' : (h264Profiles[id.slice(0, 2)] ?? id);
      return `${profile}, packetization mode ${parameters.get('packetization-mode') ?? 0}`;
    }
    default:
      return '';
  }
}

/** A codec in words, such as "VP9 profile 0" or "PCMU 8000 Hz". */
export function inWords(codec: RTCRtpCodec): string {
  const { mimeType, clockRate } = codec;
  const more = mimeType.startsWith('audio/') ? `${clockRate} Hz` : profileOf(codec);
  return `${nameOf(codec)} ${more}`.trim();
}

/** Whether two descriptions mean the same format. Levels may differ: each side says what it can take, and both may be right. */
export const isSame = (one: RTCRtpCodec, other: RTCRtpCodec) =>
  inWords(one).toLowerCase() === inWords(other).toLowerCase();

/** Why a sender does not take a codec or its layers, and what to do. `agreed` are the codecs that it may send. */
export function refusal(error: unknown, codec: RTCRtpCodec, agreed: readonly RTCRtpCodec[]): string {
  if (!agreed.some((one) => isSame(one, codec)))
    return `${inWords(codec)} was not agreed, so it cannot be sent. Let the far side take it, and offer again.`;
  return `The browser does not send ${inWords(codec)} in this way: ${String(error)}. Choose another codec, or other layers.`;
}
