import { spawn } from 'node:child_process';
import { root } from './support/run.ts';

// Astro's own server: pages are made anew as files change. The search and the security policies exist on the built site only.
const astro = spawn('astro', ['dev', '--port', process.env.PORT ?? '4321', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => astro.kill());
astro.on('exit', (code) => process.exit(code ?? 0));
