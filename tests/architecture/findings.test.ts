import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/lib/diagnostics/catalogue/index.ts';
import { systems } from '../../src/lib/diagnostics/catalogue/entry.ts';
import { probeIds } from '../../src/lib/diagnostics/probe.ts';
import { probes } from '../../src/lib/diagnostics/probes/index.ts';

const folder = 'node_modules/.cache/peerlab-findings';

test('every finding of the catalogue was provoked by a test', () => {
  expect(existsSync(folder), 'the unit tests write down what they provoke: run them first').toBe(true);
  const provoked = readdirSync(folder).flatMap(
    (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as string[],
  );
  expect(Object.keys(catalogue).filter((id) => !provoked.includes(id))).toEqual([]);
});

test('every entry has words that fit its verdict', () => {
  for (const [id, { verdict, title, sentence, meaning, causes, fix, forIt }] of Object.entries(catalogue)) {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
    expect(title, id).not.toMatch(/[.!]$|\{/);
    expect(title.length, id).toBeLessThan(90);
    expect(sentence, id).toMatch(/^[^!]*([.?]|\{reason\})$/);
    expect(sentence.split(/[.?] [A-Z]/).length, `${id}: at most two sentences on the card`).toBeLessThanOrEqual(2);
    for (const text of [meaning, forIt, ...causes]) expect(text, id).toMatch(/^[^!]+\.$/);
    if (verdict === 'fail' || verdict === 'warn') {
      expect(causes, id).not.toEqual([]);
      expect(fix, id).not.toEqual([]);
    }
    if (verdict === 'pass') expect([...causes, ...fix], id).toEqual([]);
    for (const step of fix)
      for (const text of typeof step === 'string' ? [step] : systems.map((system) => step[system]))
        expect(text, id).toMatch(/^.+[.?”)]$/);
  }
});

test('every check that the design names is there, in the order of causes', () => {
  expect(probes.map(({ id }) => id)).toEqual(probeIds);
  for (const { id, after = [], timeoutMs } of probes) {
    expect(timeoutMs).toBeGreaterThan(0);
    for (const earlier of after) {
      const before = probes.find((probe) => probe.id === earlier)!;
      expect(before.after ?? [], `${id} and ${earlier} wait for each other`).not.toContain(id);
    }
  }
});
