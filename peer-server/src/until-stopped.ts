import type { Running } from './server.ts';

/**
 * Keeps a server running until the process is told to stop (Ctrl-C, SIGTERM), then ends the process with code 0; a second
 * signal ends it at once. PeerJS's timers cannot be stopped, so the process has to be ended.
 */
export function untilStopped(server: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
