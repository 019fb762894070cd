// #region same:reading
type Fields = Partial<Record<string, unknown>>;

/** The members of a message in JSON, none of them trusted yet; no member at all if it is no such message. */
export function readFields(data: unknown): Fields {
  // What is longer than an honest message can be is not even taken apart.
  if (typeof data !== 'string' || data.length > 65_536) return {};
  try {
    return fieldsOf(JSON.parse(data));
  } catch {
    return {};
  }
}

/** The same for an object inside a message. */
export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});

/** An offer or an answer. Whether its text makes sense, the connection will say. */
export function readDescription(value: unknown): RTCSessionDescriptionInit | undefined {
  const { type, sdp } = fieldsOf(value);
  const isKnown = type === 'offer' || type === 'answer';
  return isKnown && typeof sdp === 'string' && sdp.length <= 60_000 ? { type, sdp } : undefined;
}

/** A line of text, without the signs that would break the line or turn the direction of what stands beside it. */
export function readLine(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' || value.length > maxLength) return undefined;
  return value.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim();
}
// #endregion
