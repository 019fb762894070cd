import { endpoint, familyOf, isHidden, privateRange } from '../addresses.ts';
import { finding, type Finding } from '../finding.ts';
import { explain, gather, kindOf, type CandidateFacts, type ErrorKind, type Gathered } from '../ice.ts';
import type { Probe, ProbeContext, ServerOutcome } from '../probe.ts';
import { abortable } from '../resources.ts';
import { addressOf, checkUrl, isTurn, lacksCredentials, transportOf, type IceServer } from '../servers.ts';
import { thresholds } from '../../stats/thresholds.ts';

/** What was learned of one server: what is wrong with its entry, in a sentence, or what came when it was asked. */
export type Trial = { readonly url: string } & (
  { readonly complaint: string } | { readonly missing: 'credentials' } | { readonly gathered: Gathered }
);

/** Judges one server. What it is for decides; errors count only if nothing came: one address of this machine may fail harmlessly. */
export function judgeServer(trial: Trial): Finding {
  const { url } = trial;
  if ('complaint' in trial) return finding('servers.malformed', { url, reason: trial.complaint }, url);
  if ('missing' in trial) return finding('servers.no-credentials', { url }, url);
  const { gathered } = trial;
  if (gathered.refusal !== undefined)
    return finding('servers.malformed', { url, reason: `The browser does not take it (${gathered.refusal}).` }, url);

  const { candidates, errors, endedBy, tookMs } = gathered;
  const answer = answerOf(url, gathered);
  const transport = transportOf(url);
  const evidence = {
    url,
    transport,
    endedBy,
    waitedS: Math.round(tookMs / 100) / 10,
    errors: errors.slice(0, 8).map(({ code, text, atMs }) => ({ code, text, atMs: Math.round(atMs) })),
  };
  if (answer) {
    const { address, port, type, relayProtocol } = answer;
    const working = {
      ...evidence,
      firstMs: Math.round(answer.atMs),
      given: isHidden(address) ? 'hidden' : endpoint(address, port),
      relayProtocol: relayProtocol ?? null,
    };
    const range = type === 'relay' ? outOfReach(url, address) : undefined;
    if (range) return finding('servers.relay-private', { ...working, address, range }, url);
    return finding(answer.atMs > thresholds.server.slowMs ? 'servers.slow' : 'servers.works', working, url);
  }

  // A code of the server's own says most.
  const refusal = errors.find(({ code }) => code < 700);
  if (refusal) {
    const told = { ...evidence, code: refusal.code, explanation: explain(refusal.code) };
    const kind = kindOf(refusal);
    if (kind === 'unauthorized') return finding('servers.unauthorized', told, url);
    if (kind === 'forbidden') return finding('servers.forbidden', told, url);
    if (kind === 'quota') return finding('servers.quota', told, url);
    return finding('servers.turn-error', told, url);
  }
  // No candidate of this machine's either, and no error: the browser was not allowed to ask, or has no address of this family.
  if (endedBy === 'complete' && errors.length === 0)
    return finding('servers.not-asked', { ...evidence, ownAddresses: candidates.length }, url);

  const kinds = errors.map(kindOf);
  if (isUnknownHost(url, gathered, kinds))
    return finding('servers.unknown-host', { ...evidence, host: addressOf(url)?.host ?? url }, url);
  if (transport === 'tls') return finding('servers.tls-failed', evidence, url);
  if (transport === 'tcp' && (endedBy === 'complete' || kinds.includes('not-connected')))
    return finding('servers.refused', evidence, url);
  // Where the browser gave up before our deadline, the time is its own affair.
  const waiting = endedBy === 'deadline' ? ` within ${Math.round(tookMs / 1000)} seconds` : '';
  return finding(isTurn(url) ? 'servers.turn-silent' : 'servers.stun-silent', { ...evidence, waiting }, url);
}

/**
 * Whether the name was not found, for any of this machine's addresses: one family of a name may be missing where the other is
 * just silent. Firefox gives no text; there, a name fails early that it cannot find, and nothing else does.
 */
function isUnknownHost(url: string, { candidates, errors, endedBy }: Gathered, kinds: readonly ErrorKind[]): boolean {
  if (kinds.length === 0) return false;
  if (kinds.every((kind) => kind === 'unknown-host')) {
    const asking = candidates.filter(({ type, protocol }) => type === 'host' && protocol === 'udp').length;
    return endedBy === 'complete' || errors.length >= asking;
  }
  const host = addressOf(url)?.host ?? 'localhost';
  const isName = familyOf(host) === undefined && host !== 'localhost';
  return isName && endedBy === 'complete' && kinds.every((kind) => kind === 'unspecified');
}

/** The candidate that shows that the server did what it is for. */
function answerOf(url: string, gathered: Gathered): CandidateFacts | undefined {
  const { candidates } = gathered;
  const wanted = candidates.find(({ type }) => type === (isTurn(url) ? 'relay' : 'srflx'));
  return wanted ?? (isTurn(url) ? undefined : unmapped(url, gathered));
}

/**
 * Chromium leaves out what a STUN server saw where it is an address that this machine has itself, and shows. The server has then
 * answered all the same, if gathering ended soon and without an error of that family.
 */
function unmapped(url: string, { candidates, errors, endedBy, tookMs }: Gathered): CandidateFacts | undefined {
  if (endedBy !== 'complete' || tookMs > 2000) return undefined;
  const only = familyOf(addressOf(url)?.host ?? '');
  const own = candidates.find(({ type, protocol, address }) => {
    const family = familyOf(address);
    if (type !== 'host' || protocol !== 'udp' || family === undefined) return false;
    return (
      (only ?? family) === family &&
      !errors.some((error) => !error.address || familyOf(unmasked(error.address)) === family)
    );
  });
  return own && { ...own, atMs: tookMs };
}

/** Chromium writes “10.77.1.x” for where an error happened. */
const unmasked = (address: string) => address.replace(/\.x$/, '.0');

/**
 * The range of a relay's address that nobody outside can reach, although the server itself is reached elsewhere: it then does not
 * know its own address in the internet. A server of one's own network may well relay there.
 */
function outOfReach(url: string, relay: string): string | undefined {
  const range = privateRange(relay);
  const host = addressOf(url)?.host ?? '';
  const isInside = host === 'localhost' ? range === 'loopback' : range === privateRange(host);
  return isInside ? undefined : range;
}

/** Asks one server, in a connection of its own. */
async function tryServer(server: IceServer, signal: AbortSignal): Promise<Trial> {
  const { url } = server;
  const complaint = checkUrl(url);
  if (complaint) return { url, complaint };
  if (lacksCredentials(server)) return { url, missing: 'credentials' };
  const type = isTurn(url) ? 'relay' : 'srflx';
  const { giveUpMs } = thresholds.server;
  return { url, gathered: await gather([server], { signal, giveUpMs, isEnough: (one) => one.type === type }) };
}

/** What a later check needs to know of a server. */
export function outcomeOf(server: IceServer, found: Finding): ServerOutcome {
  return {
    server,
    works: ['servers.works', 'servers.slow', 'servers.relay-private'].includes(found.id),
    found: found.id,
  };
}

/** What the servers did: as the check of them found out, or, where it did not run for these, asked now. */
export async function outcomesOf(context: ProbeContext): Promise<readonly ServerOutcome[]> {
  const { learned, iceServers, signal } = context;
  const known = learned.servers;
  if (known?.length === iceServers.length && known.every(({ server }, index) => isSame(server, iceServers[index]!)))
    return known;
  context.say('Asking the servers first.');
  return (learned.servers = await Promise.all(
    iceServers.map(async (server) => outcomeOf(server, judgeServer(await tryServer(server, signal)))),
  ));
}

const isSame = (a: IceServer, b: IceServer) =>
  a.url === b.url && a.username === b.username && a.credential === b.credential;

export const iceServers: Probe = {
  id: 'ice-servers',
  title: 'STUN and TURN servers',
  group: 'network',
  load: 'light',
  timeoutMs: 20_000,
  async *run(context) {
    const { signal, iceServers: servers } = context;
    const results: (Finding | undefined)[] = servers.map(() => undefined);
    delete context.learned.servers;
    if (servers.length === 0) {
      context.learned.servers = [];
      yield finding('servers.none');
      return;
    }
    let stillWaiting = 'asking';
    const show = () =>
      context.show({
        kind: 'table',
        key: 'servers',
        caption: 'What each server does',
        columns: ['Server', 'Result', 'First answer (ms)'],
        rows: servers.map(({ url }, index) => row(url, results[index], stillWaiting)),
      });
    context.say(`Asking ${servers.length === 1 ? 'one server' : `${servers.length} servers`}, each on its own.`);
    show();
    const slow = setTimeout(() => {
      const silent = servers.filter((_, index) => !results[index]).map(({ url }) => url);
      context.say(`No answer yet from ${silent.join(', ')}.`);
      stillWaiting = 'no answer yet';
      show();
    }, thresholds.server.slowMs);
    try {
      const trials = new Map(
        servers.map((server, index) => [index, tryServer(server, signal).then((trial) => ({ index, trial }))]),
      );
      while (trials.size > 0) {
        const { index, trial } = await abortable(Promise.race(trials.values()), signal);
        trials.delete(index);
        const found = (results[index] = judgeServer(trial));
        show();
        yield found;
      }
      context.learned.servers = servers.map((server, index) => outcomeOf(server, results[index]!));
    } finally {
      clearTimeout(slow);
    }
  },
};

function row(url: string, found: Finding | undefined, stillWaiting: string): (string | number | undefined)[] {
  const firstMs = found?.evidence.firstMs;
  return [
    url,
    found ? (words[found.id] ?? found.verdict) : stillWaiting,
    typeof firstMs === 'number' ? firstMs : undefined,
  ];
}

/** The results in the table, in a word or two. */
const words: Readonly<Partial<Record<Finding['id'], string>>> = {
  'servers.works': 'works',
  'servers.slow': 'works, slowly',
  'servers.relay-private': 'private address',
  'servers.stun-silent': 'no answer',
  'servers.turn-silent': 'no answer',
  'servers.unknown-host': 'unknown name',
  'servers.refused': 'no connection',
  'servers.tls-failed': 'no secure connection',
  'servers.unauthorized': 'wrong password',
  'servers.forbidden': 'forbidden',
  'servers.quota': 'full',
  'servers.turn-error': 'refuses',
  'servers.malformed': 'not an address',
  'servers.no-credentials': 'password missing',
  'servers.not-asked': 'not asked',
};
