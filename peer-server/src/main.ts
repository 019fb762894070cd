import { ConfigError, readConfig } from './config.ts';
import { PortError, start } from './server.ts';
import { untilStopped } from './until-stopped.ts';

// Exit codes: 0 stopped, 1 the port was not to be had, 2 a variable makes no sense.
try {
  const server = await start(readConfig(process.env));
  console.log(`Peerlab: ${server.address}`);
  untilStopped(server);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PortError)) throw error;
  console.error(error.message);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
