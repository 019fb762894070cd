import { createHmac } from 'node:crypto';

/** The STUN and TURN servers that the pages of this site may use. */
export interface IceConfig {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** The secret that this server shares with the TURN server (coturn's `static-auth-secret`). */
  readonly turnSecret: string;
  /** How long a password for the TURN server is good, in seconds. */
  readonly turnTtlSeconds: number;
}

/** One entry of `RTCConfiguration.iceServers`. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/**
 * The `iceServers` for one page: with TURN servers a user name and a password that expire, made for this request. `nowMs` is the
 * time since 1970. The scheme is coturn's `use-auth-secret`: draft-uberti-behave-turn-rest-00, section 2.2.
 */
export function iceServers({ stunUrls, turnUrls, turnSecret, turnTtlSeconds }: IceConfig, nowMs: number): IceServer[] {
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  if (turnUrls.length === 0) return stun;
  const username = `${Math.floor(nowMs / 1000) + turnTtlSeconds}:peerlab`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...stun, { urls: turnUrls, username, credential }];
}
