/** The codecs of sound that this browser has, as a person chooses among them: without what only accompanies them. */
export function codecNames(): string[] {
  const codecs = allCodecs().filter((codec) => !isHelper(codec));
  return [...new Set(codecs.map(nameOf))];
}

/** Whether this browser can send each packet once more inside of the next (RFC 2198). */
export function hasRed(): boolean {
  return allCodecs().some((codec) => nameOf(codec) === 'red');
}

/** What may be agreed on: nothing but the codec with this name, in packets of RED if there shall be any. */
export function preferred(name: string, red: boolean): RTCRtpCodec[] {
  const wanted = red ? ['red', name] : [name]; // the first is sent
  return wanted.flatMap((one) => allCodecs().find((codec) => nameOf(codec) === one) ?? []);
}

const allCodecs = () => RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];

// #region same:codec-names
/** Formats that carry or repair what a codec has made, or say something beside it. None of them can be sent alone. */
const helperNames = ['rtx', 'red', 'ulpfec', 'flexfec-03', 'cn', 'telephone-event'];

/** The name of a codec without the kind before it: "VP9" of "video/VP9". */
export const nameOf = ({ mimeType }: RTCRtpCodec) => mimeType.slice(mimeType.indexOf('/') + 1);

/** Whether it only helps another codec, and has to stay along with it. */
export const isHelper = (codec: RTCRtpCodec) => helperNames.includes(nameOf(codec).toLowerCase());
// #endregion
