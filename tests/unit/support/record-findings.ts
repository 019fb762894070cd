import { mkdirSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, vi } from 'vitest';

// Every test of the unit project tells which findings it has provoked; tests/architecture/findings.test.ts wants them all.
export const provokedFolder = 'node_modules/.cache/peerlab-findings';
const provoked = new Set<string>();

vi.mock('../../../src/lib/diagnostics/finding.ts', async (load) => {
  const original = await load<typeof import('../../../src/lib/diagnostics/finding.ts')>();
  const finding: typeof original.finding = (id, evidence, subject) => {
    const made = original.finding(id, evidence, subject);
    provoked.add(id);
    return made;
  };
  return { ...original, finding };
});

afterAll(() => {
  if (provoked.size === 0) return;
  mkdirSync(provokedFolder, { recursive: true });
  writeFileSync(`${provokedFolder}/${randomUUID()}.json`, JSON.stringify([...provoked]));
});
