// #region switch
/**
 * Sends another of the agreed codecs, or other layers, from the next frame on. Each packet says what it is, so nobody has to be
 * asked. Of a picture in layers, a server can leave packets out for whoever needs it smaller or slower. Rejects if the
 * codec is not agreed, or knows no such layers.
 */
export async function sendAs(sender: RTCRtpSender, codec: RTCRtpCodec | undefined, mode: string) {
  const parameters = sender.getParameters(); // those just read: the browser refuses any others
  for (const encoding of parameters.encodings) {
    if (codec) encoding.codec = codec;
    if (mode) encoding.scalabilityMode = mode;
    else delete encoding.scalabilityMode;
  }
  await sender.setParameters(parameters);
}
// #endregion
