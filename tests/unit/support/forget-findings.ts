import { rmSync } from 'node:fs';

/** Before the unit tests run: what an earlier run provoked does not count. */
export function setup() {
  rmSync('test-results/findings', { recursive: true, force: true });
}
