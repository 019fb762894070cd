import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  createServer as createNetServer,
  isIPv6,
  type AddressInfo,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import express from 'express';
import { destination, pino } from 'pino';
import { ConfigError, type Config } from './config.ts';
import { memoryDirectory } from './directory.ts';
import { securityHeaders } from './headers.ts';
import { iceServers } from './ice-servers.ts';
import { defaultLimits } from './limits.ts';
import { createMetrics } from './metrics.ts';
import type { Trust } from './origin.ts';
import { redisDirectory } from './redis-directory.ts';
import { startSignaling } from './signaling.ts';
import { notFound, servePages } from './site.ts';

/** A server that is running. */
export interface Running {
  /** Where a browser on this machine finds it, with its last slash: `http://localhost:4321/`. */
  readonly address: string;
  readonly port: number;
  /** Sends all peers away (WebSocket code 1001) so that they come back elsewhere, ends every connection, and gives the port back: within 2 s. */
  close(): Promise<void>;
}

/** The port cannot be listened on: somebody else does (`EADDRINUSE`), or it is not allowed (`EACCES`). */
export class PortError extends Error {
  override name = 'PortError';
  readonly port: number;
  readonly code: 'EADDRINUSE' | 'EACCES';

  constructor(port: number, code: 'EADDRINUSE' | 'EACCES', cause: unknown) {
    super(
      code === 'EADDRINUSE'
        ? `Port ${port} is in use, perhaps by another Peerlab. Stop it, or choose another port: npm start -- --port ${port < 65535 ? port + 1 : 4321}`
        : `Port ${port} is not open to this user. Choose one above 1023: npm start -- --port 4321`,
      { cause },
    );
    this.port = port;
    this.code = code;
  }
}

/** How long a connection may take to say what it wants: an HTTPS greeting or a head within 10 s, a whole request within 30 s. */
const patience = {
  handshakeTimeout: 10_000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
};
const nobody: Trust = { origins: [], proxy: false };

/**
 * Starts the server: the site, if there is one, and PeerJS on the same origin at its default path, so that a page connects
 * with `new Peer(id, { host: location.hostname, port: location.port })`. Throws a PortError where the port is not to be had,
 * and a ConfigError where the host is no address of this machine.
 */
export async function start(config: Config): Promise<Running> {
  // Standard output is for the address, which people and programs read.
  const log = pino({ level: config.logLevel ?? 'warn', base: null }, destination(2));
  const app = express();
  app.disable('x-powered-by');
  // A fault of ours tells a visitor nothing of our files.
  app.set('env', 'production');
  app.use((_request, response, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    next();
  });
  const answer = (path: string, state: () => [status: number, body: object]) =>
    app.get(path, (_request, response) => {
      const [status, body] = state();
      response.status(status).setHeader('Cache-Control', 'no-store');
      response.json(body);
    });
  let isClosing = false;
  const problem = () => (isClosing ? 'the server goes away' : signaling.directory.problem());
  answer('/healthz', () => [200, { status: 'ok' }]);
  answer('/readyz', () =>
    problem() ? [503, { status: 'not ready', problem: problem() }] : [200, { status: 'ready' }],
  );
  answer('/ice-servers.json', () => [200, { iceServers: config.ice ? iceServers(config.ice, Date.now()) : [] }]);
  app.get('/metrics', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    metrics.registry.metrics().then((text) => response.type(metrics.registry.contentType).send(text), next);
  });
  if (config.site) app.use(config.base, servePages(config.site));

  const server = config.tls ? createHttpsServer({ ...patience, ...config.tls }, app) : createHttpServer(patience, app);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  // Listening comes first: PeerJS would take a busy port for a fault of its own and end the process.
  const listeners = await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const limits = config.limits ?? defaultLimits;
  const metrics = createMetrics({
    peers: () => signaling.peers(),
    queuedBytes: () => signaling.directory.queuedBytes(),
  });
  const signaling = startSignaling({
    server,
    limits,
    trust: config.trust ?? nobody,
    metrics,
    log,
    makeDirectory: (events) =>
      config.redisUrl ? redisDirectory(config.redisUrl, limits, log, events) : memoryDirectory(limits, events),
  });
  signaling.app.use((request, response, next) => {
    // PeerJS would answer below every folder, and let other origins read what it does not know.
    if (request.path !== '/' && !request.path.startsWith('/peerjs/')) return next('router');
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use('/', signaling.app);
  app.use(notFound(config.site));
  log.info({ port }, 'listening');
  return {
    address: `${config.tls ? 'https' : 'http'}://${nameOf(config.host)}:${port}${config.base}`,
    port,
    close: async () => {
      isClosing = true;
      log.info('stopping');
      const closed = listeners.map(close);
      await signaling.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

/** The name of a host in an address: whoever listens everywhere is found as `localhost`, where cameras need no HTTPS. */
function nameOf(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}

/**
 * Makes the server listen, and answers with all that has to be closed again. `localhost` is an address of IPv4 and one of IPv6,
 * and a browser may try either first: were only one taken, another program could answer at the other.
 */
async function listen(server: NetServer, { port, host }: Config): Promise<NetServer[]> {
  try {
    if (host !== 'localhost') return [await listening(server, port, host)];
    await listening(server, port, '127.0.0.1');
    const ipv6 = createNetServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
    try {
      return [server, await listening(ipv6, (server.address() as AddressInfo).port, '::1')];
    } catch (error) {
      // A machine without IPv6 has one address less to listen on.
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) return [server];
      await close(server);
      throw error;
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new PortError(port, code, error);
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
      throw new ConfigError([
        `HOST is “${host}”, which is no address of this machine. Write localhost for this machine only, or 0.0.0.0 for its networks too.`,
      ]);
    throw error;
  }
}

function listening<S extends NetServer>(server: S, port: number, host: string): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

const close = (server: NetServer) => new Promise<void>((resolve) => server.close(() => resolve()));

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
