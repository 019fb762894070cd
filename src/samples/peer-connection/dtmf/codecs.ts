/** What a side offers or takes of sound, with or without tones. */
export function audioCodecs(withTones: boolean): RTCRtpCodec[] {
  const { codecs } = RTCRtpReceiver.getCapabilities('audio')!;
  const isTones = ({ mimeType }: RTCRtpCodec) => mimeType.toLowerCase() === 'audio/telephone-event';
  // The length of a tone is counted in ticks of a clock: 48000 a second beside Opus. Chromium offers a clock of 8000 as well,
  // for the codecs of old telephones, and with both agreed it takes one for the other: a long tone lasts a fifth of its time.
  const rate = Math.max(...codecs.filter(isTones).map(({ clockRate }) => clockRate));
  return codecs.filter((codec) => !isTones(codec) || (withTones && codec.clockRate === rate));
}
