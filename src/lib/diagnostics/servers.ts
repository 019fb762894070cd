/** One STUN or TURN server as the person typed it: a single URL, so that it can be tested alone. */
export interface IceServer {
  /** `stun:`, `stuns:`, `turn:` or `turns:`, with host, port and transport as RFC 7064 and RFC 7065 write them. */
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}
