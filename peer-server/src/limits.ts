/** How much the server gives to its peers; 0 is no limit everywhere. `maxMessageBytes` and its like are per peer. */
export interface Limits {
  /** The largest message, in bytes as it came. Over it the WebSocket ends with code 1009. */
  readonly maxMessageBytes: number;
  /** How many messages a second in the mean; twice as many may come at once. Over it the WebSocket ends with code 1008. */
  readonly maxMessagesPerSecond: number;
  /** What may wait for a peer that does not read, in bytes. Over it the peer is cut off. */
  readonly maxUnreadBytes: number;
  /** How long a peer may be silent, in seconds; PeerJS's clients send a heartbeat every 5 s. Over it the WebSocket ends with code 1008. */
  readonly maxIdleSeconds: number;
  /** Peers on this node. One more gets an ERROR and code 1013. */
  readonly maxPeers: number;
  /** Peers of one address; of IPv6, of one network of 64 bits. One more gets an ERROR and code 1013. */
  readonly maxPeersPerAddress: number;
  /** What may wait for one id that is not there, in bytes. What is over it expires at once. */
  readonly maxQueueBytes: number;
  /** What may wait for all such ids together, in bytes. What is over it expires at once. */
  readonly maxQueuesBytes: number;
}

/** The environment variable of each limit, and what holds without it: what calls need, several times over. */
export const limitVariables: Readonly<Record<keyof Limits, readonly [variable: string, standard: number]>> = {
  maxMessageBytes: ['PEER_MAX_MESSAGE_BYTES', 100_000],
  maxMessagesPerSecond: ['PEER_MAX_MESSAGES_PER_SECOND', 100],
  maxUnreadBytes: ['PEER_MAX_UNREAD_BYTES', 1_000_000],
  maxIdleSeconds: ['PEER_MAX_IDLE_SECONDS', 60],
  maxPeers: ['PEER_MAX_PEERS', 5000],
  maxPeersPerAddress: ['PEER_MAX_PEERS_PER_ADDRESS', 200],
  maxQueueBytes: ['PEER_MAX_QUEUE_BYTES', 250_000],
  maxQueuesBytes: ['PEER_MAX_QUEUES_BYTES', 8_000_000],
};

/** The limits, each read by `read` with its variable and what holds without it. */
export function limitsBy(read: (variable: string, standard: number) => number): Limits {
  const entries = Object.entries(limitVariables).map(
    ([name, [variable, standard]]) => [name, read(variable, standard)] as const,
  );
  return Object.fromEntries(entries) as Record<keyof Limits, number>;
}

/** What holds where nobody said anything else. */
export const defaultLimits: Limits = limitsBy((_, standard) => standard);

/** Whether a figure is over a limit. */
export const isOver = (figure: number, limit: number) => limit > 0 && figure > limit;

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
