import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/support/port.ts';

const binary = ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'].find(existsSync);

/** Whether a real TURN server can be started here: `test.skip(!coturnInstalled, coturnMissing)`. */
export const coturnInstalled = binary !== undefined;
export const coturnMissing = 'coturn is not installed: apt-get install coturn';

/** How a {@link coturn} behaves. Whatever is not said is as a laboratory wants it. */
export interface CoturnOptions {
  readonly user?: string;
  readonly password?: string;
  /** Instead of a user: whoever knows this secret makes passwords that expire. */
  readonly secret?: string;
  /** How many relays one user may have at a time. */
  readonly quota?: number;
  /** Also listens with TLS, with a certificate that it has made itself. */
  readonly tls?: boolean;
  /** Does not listen on UDP. */
  readonly noUdp?: boolean;
  /** Whether relays may talk to this machine; without it, no call through it connects. */
  readonly loopbackPeers?: boolean;
  /** The address it believes to have on the outside. */
  readonly externalIp?: string;
}

/** A running server; `close` ends it and removes what it has written. */
export interface Coturn {
  /** UDP and TCP. */
  readonly port: number;
  readonly tlsPort: number;
  readonly user: string;
  readonly password: string;
  readonly close: () => Promise<void>;
}

/** Starts coturn on 127.0.0.1, on ports that are free, in a folder of its own. Resolves when it listens. */
export async function coturn(options: CoturnOptions = {}): Promise<Coturn> {
  if (!binary) throw new Error(coturnMissing);
  const { user = 'somebody', password = 'right', loopbackPeers = true } = options;
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const file = (name: string) => join(folder, name);
  if (options.tls) certify(file('key.pem'), file('cert.pem'));
  const child = spawn(
    binary,
    [
      ['-n', '--no-cli', '--simple-log', '--no-dtls', '--no-software-attribute'],
      ['--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1', '--listening-port', String(port)],
      ['--realm', 'peerlab.test', '--userdb', file('turndb')],
      options.secret
        ? ['--use-auth-secret', '--static-auth-secret', options.secret]
        : ['--lt-cred-mech', '--user', `${user}:${password}`],
      ['--pidfile', file('pid'), '--log-file', 'stdout'],
      options.tls
        ? ['--tls-listening-port', String(tlsPort), '--cert', file('cert.pem'), '--pkey', file('key.pem')]
        : ['--no-tls'],
      loopbackPeers ? ['--allow-loopback-peers'] : [],
      options.noUdp ? ['--no-udp'] : [],
      options.quota === undefined ? [] : ['--user-quota', String(options.quota)],
      options.externalIp ? ['--external-ip', options.externalIp] : [],
    ].flat(),
    { cwd: folder, stdio: 'ignore' },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill('SIGKILL'); // it takes seconds to end in peace
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await listens(options.tls ? tlsPort : port, () => child.exitCode !== null);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, tlsPort, user, password, close };
}

function certify(key: string, cert: string): void {
  const subject = ['-subj', '/CN=localhost', '-days', '2'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', ...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
}

/** Waits until a port takes connections: coturn opens UDP before TCP. */
async function listens(port: number, hasEnded: () => boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (Date.now() < until && !hasEnded()) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('close', () => undefined);
      socket.setTimeout(1000, () => socket.destroy());
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('coturn did not begin to listen.');
}
