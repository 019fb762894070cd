// #region same:codec-names
/** Formats that carry or repair what a codec has made, or say something beside it. None of them can be sent alone. */
const helperNames = ['rtx', 'red', 'ulpfec', 'flexfec-03', 'cn', 'telephone-event'];

/** The name of a codec without the kind before it: "VP9" of "video/VP9". */
export const nameOf = ({ mimeType }: RTCRtpCodec) => mimeType.slice(mimeType.indexOf('/') + 1);

/** Whether it only helps another codec, and has to stay along with it. */
export const isHelper = (codec: RTCRtpCodec) => helperNames.includes(nameOf(codec).toLowerCase());
// #endregion
