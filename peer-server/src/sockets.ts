import WebSocket, { WebSocketServer, type ServerOptions } from 'ws';
import type { IncomingMessage } from 'node:http';
import { isOver, rateLimit, type Limits } from './limits.ts';
import type { BadMessage } from './message.ts';

/** Why a peer is not served, or not any more. The reason stands in the ERROR that it gets and in the metrics. */
export type Refusal =
  | BadMessage
  | 'too many messages'
  | 'message is too large'
  | 'WebSocket protocol is violated'
  | 'does not read'
  | 'idle for too long'
  | 'Server has reached its concurrent user limit'
  | 'Too many peers from this address'
  | 'No id, token, or key supplied to websocket server'
  | 'Invalid key provided'
  | 'Invalid id provided'
  | 'Invalid token provided'
  | 'ID is taken'
  | 'Server cannot register peers now';

/** 1013: what cannot be done now, may be later. All else is against the rules (1008). RFC 6455 section 7.4, and its registry at IANA. */
const laterCodes = new Set<Refusal>([
  'Server has reached its concurrent user limit',
  'Too many peers from this address',
  'Server cannot register peers now',
]);

/** How long a peer that is sent away may take to hang up, in milliseconds. */
const hangUpMs = 1000;

/**
 * A peer's WebSocket as PeerJS's server sees it. `close` ends it for this server at once: nothing of it is heard any more, and
 * it is closed to all listeners. The peer gets the code and has a second to hang up.
 */
export interface PeerSocket extends WebSocket {
  /** Sends an ERROR with the reason (ID-TAKEN for that one), and ends the connection. */
  refuse(reason: Refusal): void;
}

export interface SocketHooks {
  /**
   * Lets a new connection in, or has refused it (`undefined`). Nothing is read from it until then. What it answers is called when
   * PeerJS's server has greeted the peer.
   */
  readonly admit: (socket: PeerSocket, request: IncomingMessage) => Promise<(() => void) | undefined>;
  /** Whether a page of that origin may connect; programs that are no browsers send none. */
  readonly isAllowed: (origin: string | undefined, request: IncomingMessage) => boolean;
  readonly refused: (reason: Refusal) => void;
}

/** The WebSocket server that PeerJS's own listens to, and what it shows only to us. */
export interface PeerSockets {
  /** For the option `createWebSocketServer` of `peer`. */
  readonly create: (options: ServerOptions) => WebSocketServer;
  /** Whose message is being handled now: what goes wrong meanwhile is that peer's fault. */
  readonly speaking: () => PeerSocket | undefined;
  /** Tells all peers that the server goes, with code 1001, and answers when they have gone or a second is over. */
  readonly close: () => Promise<void>;
}

export function peerSockets(limits: Limits, { admit, isAllowed, refused }: SocketHooks): PeerSockets {
  let speaking: PeerSocket | undefined;
  const all = new Set<LimitedSocket>();

  const setSpeaking = (socket: PeerSocket | undefined) => (speaking = socket);

  class LimitedSocket extends WebSocket implements PeerSocket {
    readonly #isWithinRate = rateLimit(limits.maxMessagesPerSecond);
    #isEnded = false;
    heardAtMs = performance.now();
    /** Kept when the wire itself is at its end, which `close` is told before. */
    readonly gone = Promise.withResolvers<undefined>();

    override emit(event: string | symbol, ...values: unknown[]): boolean {
      if (event === 'message') {
        if (!this.#isEnded) this.#hear(values[0], values[1]);
        return true;
      }
      if (event === 'close') {
        this.gone.resolve(undefined);
        this.#conclude(values);
        return true;
      }
      const heard = super.emit(event, ...values);
      // A violation of the protocol: ws has said goodbye already, which the other side may never answer.
      if (event === 'error') {
        const { code } = values[0] as { code?: string };
        if (code?.startsWith('WS_ERR_'))
          refused(
            code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 'message is too large' : 'WebSocket protocol is violated',
          );
        this.close(1002);
      }
      return heard;
    }

    #hear(data: unknown, isBinary: unknown) {
      this.heardAtMs = performance.now();
      if (!this.#isWithinRate(this.heardAtMs)) return this.refuse('too many messages');
      setSpeaking(this);
      super.emit('message', data, isBinary); // PeerJS's server catches all that is thrown
      setSpeaking(undefined);
    }

    #conclude(values: unknown[]) {
      if (this.#isEnded) return;
      this.#isEnded = true;
      all.delete(this);
      super.emit('close', ...values);
    }

    override send(data: string) {
      if (this.#isEnded) return;
      if (isOver(this.bufferedAmount, limits.maxUnreadBytes)) {
        // A close frame would wait behind all that is not read.
        refused('does not read');
        this.#conclude([1008, Buffer.alloc(0)]);
        this.terminate();
      } else super.send(data);
    }

    /**
     * Whichever side says goodbye: from now on the peer would read nothing, so what is sent to it has to wait for its return. That
     * it hangs up is yet to come, and it may be unable to.
     */
    override close(code?: number, reason = '') {
      super.close(code, reason);
      this.#conclude([code ?? 1005, Buffer.from(reason)]);
      setTimeout(() => this.terminate(), hangUpMs).unref();
    }

    refuse(reason: Refusal) {
      refused(reason);
      this.send(JSON.stringify({ type: reason === 'ID is taken' ? 'ID-TAKEN' : 'ERROR', payload: { msg: reason } }));
      this.close(laterCodes.has(reason) ? 1013 : 1008, reason);
    }
  }

  class LimitedServer extends WebSocketServer {
    override emit(event: string | symbol, ...values: unknown[]): boolean {
      if (event !== 'connection') return super.emit(event, ...values);
      const [socket, request] = values as [LimitedSocket, IncomingMessage];
      all.add(socket);
      socket.pause();
      void admit(socket, request).then((greeted) => {
        if (greeted) super.emit('connection', socket, request);
        greeted?.();
        socket.resume();
      });
      return true;
    }
  }

  // PeerJS's server would close without a word whoever sends no heartbeat; here every message is a sign of life.
  const watch = setInterval(() => {
    const dueMs = performance.now() - limits.maxIdleSeconds * 1000;
    for (const socket of all) if (socket.heardAtMs < dueMs) socket.refuse('idle for too long');
  }, 1000).unref();
  if (limits.maxIdleSeconds === 0) clearInterval(watch);

  return {
    create: (options) =>
      new LimitedServer({
        ...options,
        WebSocket: LimitedSocket,
        maxPayload: limits.maxMessageBytes,
        // It would cost memory for each peer, and messages are small.
        perMessageDeflate: false,
        verifyClient: ({ origin, req }, answer) => answer(isAllowed(origin, req), 403),
      }),
    speaking: () => speaking,
    close: async () => {
      clearInterval(watch);
      const left = [...all];
      for (const socket of left) socket.close(1001, 'server goes away');
      await Promise.all(left.map(({ gone }) => gone.promise));
    },
  };
}
