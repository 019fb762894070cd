import WebSocket, { WebSocketServer, type ServerOptions } from 'ws';

/** How much one peer may ask of the server; 0 is no limit. */
export interface Limits {
  /** The largest message, in bytes as it came. Over it the WebSocket ends with code 1009. */
  readonly maxMessageBytes: number;
  /** How many messages a second in the mean; twice as many may come at once. Over it the WebSocket ends with code 1008. */
  readonly maxMessagesPerSecond: number;
}

/** What an offer with many candidates needs, several times over. */
export const defaultLimits: Limits = { maxMessageBytes: 100_000, maxMessagesPerSecond: 100 };

/** Why a peer is sent away: the reason stands in the ERROR that it gets, and in the close frame. */
export type Refusal = 'message is not valid' | 'message is nested too deep' | 'too many messages';

/** Offers have two levels, data that samples put beside them a few more. JSON nested by thousands breaks whoever writes it anew. */
const deepest = 32;
const longestId = 256;

/**
 * Judges a message before PeerJS's server sees it: an object, not nested too deep, with a text as `type`, and `dst`, if there is
 * one, a text that can be an id. `leave`: the peer says goodbye to the server. `undefined`: it is fine.
 */
export function judgeMessage(text: string): Refusal | 'leave' | undefined {
  if (depthOf(text) > deepest) return 'message is nested too deep';
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return 'message is not valid';
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return 'message is not valid';
  const { type, dst } = message as { type?: unknown; dst?: unknown };
  if (typeof type !== 'string' || !isDestination(dst)) return 'message is not valid';
  return type === 'LEAVE' && !dst ? 'leave' : undefined;
}

/** Absent, or a text without control characters, which would reach logs and terminals. */
function isDestination(dst: unknown): boolean {
  if (dst === undefined || dst === null) return true;
  return typeof dst === 'string' && dst.length <= longestId && !/\p{Cc}/u.test(dst);
}

/** How deep arrays and objects are nested, without parsing: that itself could be too much. */
export function depthOf(json: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (inText) {
      if (sign === '\\') at++;
      else if (sign === '"') inText = false;
    } else if (sign === '"') inText = true;
    else if (sign === '{' || sign === '[') most = Math.max(most, ++depth);
    else if (sign === '}' || sign === ']') depth--;
  }
  return most;
}

/** Allows so many a second in the mean, and twice as many at once. `now` is in milliseconds. */
export function rateLimit(perSecond: number): (now: number) => boolean {
  if (perSecond === 0) return () => true;
  let tokens = 2 * perSecond;
  let last: number | undefined;
  return (now) => {
    tokens = Math.min(2 * perSecond, tokens + ((now - (last ?? now)) / 1000) * perSecond);
    last = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

/** How long a peer that is sent away may take to hang up, in milliseconds: until then its id stays its own. */
const hangUpMs = 1000;

/**
 * Makes the WebSocket server that PeerJS's server listens to. Its sockets show PeerJS only messages that it understands: a peer
 * that sends something else gets an ERROR with the reason, is closed, and harms nobody.
 */
export function guardedSockets({
  maxMessageBytes,
  maxMessagesPerSecond,
}: Limits): (options: ServerOptions) => WebSocketServer {
  class GuardedSocket extends WebSocket {
    readonly #allows = rateLimit(maxMessagesPerSecond);
    #isSentAway = false;

    override emit(event: string | symbol, ...values: unknown[]): boolean {
      // After a violation of the protocol, ws has begun to close; the other side may never answer that.
      if (event === 'error') this.#endSoon();
      if (event !== 'message') return super.emit(event, ...values);
      if (this.#isSentAway) return true;
      const verdict = this.#allows(performance.now()) ? judgeMessage(String(values[0])) : 'too many messages';
      if (verdict === undefined) return super.emit(event, ...values);
      this.#sendAway(verdict);
      return true;
    }

    #sendAway(verdict: Refusal | 'leave') {
      this.#isSentAway = true;
      if (verdict === 'leave') this.close(1000);
      else {
        this.send(JSON.stringify({ type: 'ERROR', payload: { msg: verdict } }));
        this.close(1008, verdict);
      }
      this.#endSoon();
    }

    #endSoon() {
      setTimeout(() => this.terminate(), hangUpMs).unref();
    }
  }
  return (options) =>
    // 0 is no limit to ws, too. Compression would cost memory for each peer, and its messages are small.
    new WebSocketServer({
      ...options,
      WebSocket: GuardedSocket,
      maxPayload: maxMessageBytes,
      perMessageDeflate: false,
    });
}
