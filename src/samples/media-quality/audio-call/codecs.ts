/** The codecs of sound that this browser has, as a person chooses among them: without what only accompanies them. */
export function codecNames(): string[] {
  const names = allCodecs().map(nameOf);
  return [...new Set(names)].filter((name) => !['red', 'cn', 'telephone-event'].includes(name.toLowerCase()));
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

/** `opus` of `audio/opus`. */
export function nameOf({ mimeType }: { readonly mimeType: string }): string {
  return mimeType.slice(mimeType.indexOf('/') + 1);
}

const allCodecs = () => RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
