import { rmSync } from 'node:fs';

/** Before the unit tests run: what an earlier run provoked does not count. */
export function setup() {
  rmSync('node_modules/.cache/peerlab-findings', { recursive: true, force: true });
}
