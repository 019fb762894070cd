import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';
import { ExpressPeerServer } from 'peer';
import type { Config } from './config.ts';
import { securityHeaders } from './headers.ts';
import { notFound, servePages } from './site.ts';

/** A server that is running. */
export interface Running {
  /** Where a browser on this machine finds it, with its last slash: `http://localhost:4321/`. */
  readonly address: string;
  readonly port: number;
  /** Ends every connection at once, WebSockets too, and gives the port back. */
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
        ? `Port ${port} is in use, perhaps by another Peerlab. Stop it, or choose another port: npm start -- --port ${port + 1}`
        : `Port ${port} is not open to this user. Choose one above 1023: npm start -- --port 4321`,
      { cause },
    );
    this.port = port;
    this.code = code;
  }
}

/**
 * Starts the server: the site, if there is one, and PeerJS on the same origin at its default path, so that a page connects
 * with `new Peer(id, { host: location.hostname, port: location.port })`. Throws a PortError where the port is not to be had.
 */
export async function start(config: Config): Promise<Running> {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    next();
  });
  app.get('/healthz', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({ status: 'ok' });
  });
  if (config.site) app.use(config.base, servePages(config.site));

  const server = config.tls ? createHttpsServer(config.tls, app) : createHttpServer(app);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  // Listening comes first: PeerJS would take a busy port for a fault of its own and end the process.
  const port = await listen(server, config);
  // The stock list of peers would tell everybody who is there.
  const peers = ExpressPeerServer(server, { path: '/', allow_discovery: false });
  peers.disable('x-powered-by');
  peers.on('error', (error) => console.error(`A peer's connection broke: ${error.message}`));
  app.use('/', peers);
  app.use(notFound(config.site));
  return {
    address: `${config.tls ? 'https' : 'http'}://localhost:${port}${config.base}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A WebSocket is no request any more: only its socket can be ended.
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const known = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(known ? new PortError(port, error.code as 'EADDRINUSE' | 'EACCES', error) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
