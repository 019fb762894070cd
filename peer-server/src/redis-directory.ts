import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createClient, defineScript } from 'redis';
import {
  DirectoryAwayError,
  expireAfterMs,
  sweepEveryMs,
  type Directory,
  type DirectoryEvents,
  type Letter,
} from './directory.ts';
import type { Limits } from './limits.ts';

// In Redis, all names with `prefix` before them:
//   peer:<id>       the node that has the peer, and the hash of its token; renewed by that node
//   node:<node>     a node that lives; it ends by itself when the node does not renew it
//   queue:<id>      letters for an id that nobody has, oldest first: the sender's id, a line break, the text
//   queues          since when there is such a queue, by id
//   queue-bytes     how large each is, by id, and all together by the empty id
//   to:<node>       the channel of a node: letters for its peers, and ids that moved elsewhere
// Redis runs one script at a time, so each of them sees and changes all of this at once.
const prefix = 'peerlab:';

const nodeLeaseMs = 6000;
const renewNodeEveryMs = 2000;
const peerLeaseMs = 60_000;
const renewPeersEveryMs = 20_000;

/** What all scripts know: who has an id. A node lives if it says so, and if it listens: a killed one stops listening at once. */
const common = `
local prefix = '${prefix}'
local function ownerOf(id)
  local owner = redis.call('GET', prefix .. 'peer:' .. id)
  if not owner then return end
  local node, token = string.match(owner, '^(%S+) (%S+)$')
  local lives = redis.call('EXISTS', prefix .. 'node:' .. node) == 1
    and redis.call('PUBSUB', 'NUMSUB', prefix .. 'to:' .. node)[2] > 0
  return node, token, lives
end
local function dropQueue(id)
  local bytes = redis.call('HGET', prefix .. 'queue-bytes', id)
  if not bytes then return end
  redis.call('DEL', prefix .. 'queue:' .. id)
  redis.call('ZREM', prefix .. 'queues', id)
  redis.call('HDEL', prefix .. 'queue-bytes', id)
  redis.call('HINCRBY', prefix .. 'queue-bytes', '', '-' .. bytes)
end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

const script = <Reply>(text: string, transformReply: (reply: unknown) => Reply) =>
  defineScript({
    SCRIPT: common + text,
    NUMBER_OF_KEYS: 0,
    parseCommand: (parser, ...values: (string | number)[]) => {
      for (const value of values) parser.push(String(value));
    },
    transformReply,
  });
const isOne = (reply: unknown) => reply === 1;

const scripts = {
  /** id, node, token: false, or the texts that waited. */
  claimId: script(
    `
local id, me, mine = ARGV[1], ARGV[2], ARGV[3]
local node, token, lives = ownerOf(id)
if node and lives and token ~= mine then return false end
if node and lives and node ~= me then redis.call('PUBLISH', prefix .. 'to:' .. node, 'retire ' .. id) end
redis.call('SET', prefix .. 'peer:' .. id, me .. ' ' .. mine, 'PX', ${peerLeaseMs})
local texts = {}
for i, letter in ipairs(redis.call('LRANGE', prefix .. 'queue:' .. id, 0, -1)) do
  texts[i] = string.sub(letter, string.find(letter, '\\n', 1, true) + 1)
end
dropQueue(id)
return texts`,
    (reply) => (reply === null ? undefined : (reply as string[])),
  ),
  /** id, node, token: whether it is still the node's. One that Redis has forgotten is written anew. */
  renewId: script(
    `
local id, me, mine = ARGV[1], ARGV[2], ARGV[3]
local node, token, lives = ownerOf(id)
if node and lives and (node ~= me or token ~= mine) then return 0 end
redis.call('SET', prefix .. 'peer:' .. id, me .. ' ' .. mine, 'PX', ${peerLeaseMs})
return 1`,
    isOne,
  ),
  /** id, node. */
  releaseId: script(
    `
local node = ownerOf(ARGV[1])
if node == ARGV[2] then redis.call('DEL', prefix .. 'peer:' .. ARGV[1]) end
return 1`,
    isOne,
  ),
  /** dst, src, text, whether it waits, most bytes for one id, most for all: whether it is on its way, or waits, or needs no answer. */
  sendLetter: script(
    `
local dst, src, text, waits, most, mostOfAll = ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1', tonumber(ARGV[5]), tonumber(ARGV[6])
local node, _, lives = ownerOf(dst)
if node and lives then
  redis.call('PUBLISH', prefix .. 'to:' .. node, (waits and 'letter ' or 'fleeting ') .. dst .. '\\n' .. src .. '\\n' .. text)
  return 1
end
if not waits then return 1 end
local bytes = tonumber(redis.call('HGET', prefix .. 'queue-bytes', dst) or 0) + #text
local ofAll = tonumber(redis.call('HGET', prefix .. 'queue-bytes', '') or 0) + #text
if (most > 0 and bytes > most) or (mostOfAll > 0 and ofAll > mostOfAll) then return 0 end
redis.call('RPUSH', prefix .. 'queue:' .. dst, src .. '\\n' .. text)
redis.call('ZADD', prefix .. 'queues', 'NX', now(), dst)
redis.call('HSET', prefix .. 'queue-bytes', dst, bytes, '', ofAll)
return 1`,
    isOne,
  ),
  /** The pairs of receiver and sender of all letters that waited too long: dst, src, dst, src, … */
  takeExpired: script(
    `
local pairs_ = {}
for _, dst in ipairs(redis.call('ZRANGE', prefix .. 'queues', '-inf', now() - ${expireAfterMs}, 'BYSCORE', 'LIMIT', 0, 100)) do
  local seen = {}
  for _, letter in ipairs(redis.call('LRANGE', prefix .. 'queue:' .. dst, 0, -1)) do
    local src = string.sub(letter, 1, string.find(letter, '\\n', 1, true) - 1)
    if not seen[src] then
      seen[src] = true
      pairs_[#pairs_ + 1] = dst
      pairs_[#pairs_ + 1] = src
    end
  end
  dropQueue(dst)
end
return pairs_`,
    (reply) => reply as string[],
  ),
};

/**
 * The directory that several nodes share by Redis, or Valkey. While Redis is away, peers of one node still reach each other; nobody
 * can be registered, and what is for another node expires at once. When it is back, every node writes its peers anew.
 */
export function redisDirectory(url: string, limits: Limits, log: Logger, events: DirectoryEvents): Directory {
  const me = randomUUID();
  const tokens = new Map<string, string>();
  const options = {
    url,
    // What cannot be asked now is answered now.
    disableOfflineQueue: true,
    // A Redis that is there but says nothing is away, too.
    pingInterval: 2000,
    socket: {
      socketTimeout: 5000,
      connectTimeout: 5000,
      reconnectStrategy: (tries: number) => Math.min(100 * 2 ** tries, 2000),
    },
  };
  const commands = createClient({ ...options, scripts });
  const channel = commands.duplicate();
  let isListening = false;
  let isRenewed = false; // whether Redis knows this node and its peers: one that was away may have forgotten them
  let isClosed = false;

  const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
  /** What may fail while Redis is away; the next renewal makes up for it. */
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);

  function send({ dst, src, text }: Letter, waits: boolean) {
    commands
      .sendLetter(dst, src, text, waits ? 1 : 0, limits.maxQueueBytes, limits.maxQueuesBytes)
      .catch(() => false)
      .then((isOnItsWay) => isOnItsWay || !waits || events.expire({ dst, src }))
      .catch((error: unknown) => log.error({ error: String(error) }, 'a message was lost'));
  }

  function hear(notice: string) {
    const [, kind, rest = ''] = /^(\w+) ([^]*)$/.exec(notice) ?? [];
    if (kind === 'retire') {
      tokens.delete(rest);
      return events.retire(rest);
    }
    const [dst = '', src = ''] = rest.split('\n', 2);
    const letter = { dst, src, text: rest.slice(dst.length + src.length + 2) };
    // The peer left while this was on its way, and Redis knows that by now.
    if (!events.deliver(letter)) send(letter, kind === 'letter');
  }

  async function renewPeers() {
    await Promise.all(
      [...tokens].map(async ([id, token]) => {
        if (await commands.renewId(id, me, token)) return;
        tokens.delete(id);
        events.retire(id);
      }),
    );
  }

  const renewNode = () => commands.set(`${prefix}node:${me}`, '1', { PX: nodeLeaseMs });

  async function sweep() {
    const expired = await commands.takeExpired();
    for (let at = 0; at < expired.length; at += 2) {
      const [dst, src] = [expired[at]!, expired[at + 1]!];
      if (!events.expire({ dst, src }))
        send({ dst: src, src: dst, text: JSON.stringify({ type: 'EXPIRE', src: dst, dst: src }) }, false);
    }
  }

  let isAway: boolean | undefined;
  const notice = (answers: boolean, error?: unknown) => {
    if (isAway === !answers || isClosed) return;
    isAway = !answers;
    if (answers) log.info('Redis answers');
    else log.error({ error: String(error) }, 'Redis does not answer');
  };
  for (const client of [commands, channel]) client.on('error', (error) => notice(false, error));
  const begin = () => {
    // The texts of the scripts first: were they sent with the first calls, these would overtake each other.
    quietly(Promise.all(Object.values(scripts).map(({ SCRIPT }) => commands.scriptLoad(SCRIPT))));
    isRenewed = false;
    quietly(
      Promise.all([renewNode(), renewPeers()]).then(() => {
        isRenewed = true;
        notice(true);
      }),
    );
  };
  commands.on('ready', begin);
  quietly(commands.connect());
  quietly(
    channel
      .connect()
      .then(() => channel.subscribe(`${prefix}to:${me}`, hear))
      .then(() => (isListening = true)),
  );
  const isThere = () => commands.isReady && channel.isReady && isListening && isRenewed;

  const timers = [
    setInterval(() => quietly(renewNode()), renewNodeEveryMs),
    setInterval(() => quietly(renewPeers()), renewPeersEveryMs),
    setInterval(() => quietly(sweep()), sweepEveryMs),
  ];
  for (const timer of timers) timer.unref();

  return {
    claim: async (id, token) => {
      if (!isThere()) throw new DirectoryAwayError('Redis does not answer');
      try {
        const texts = await commands.claimId(id, me, hash(token));
        if (texts) tokens.set(id, hash(token));
        return texts;
      } catch (cause) {
        throw new DirectoryAwayError('Redis did not register the peer', { cause });
      }
    },
    release: (id) => {
      tokens.delete(id);
      quietly(commands.releaseId(id, me));
    },
    send,
    problem: () => (isThere() ? undefined : 'Redis does not answer'),
    queuedBytes: () => 0,
    close: async () => {
      isClosed = true;
      for (const timer of timers) clearInterval(timer);
      await commands.del(`${prefix}node:${me}`).catch(() => undefined);
      for (const client of [commands, channel]) client.destroy();
    },
  };
}
