import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { securityHeaders } from '../../peer-server/src/headers.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const documents = ['README.md', 'CONTRIBUTING.md'].map((name) => ({ name, text: readFileSync(name, 'utf8') }));

test('every command that the documents name exists, and every command is named', () => {
  const named = documents.flatMap(({ text }) =>
    [...text.matchAll(/npm (?:run ([\w:]+)|(start|test))\b/g)].map(([, a, b]) => a ?? b ?? ''),
  );
  expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort());
});

test('every command hands over to a script that is there', () => {
  for (const line of Object.values(scripts)) {
    const [, name = ''] = /^node scripts\/bootstrap\.cjs ([\w-]+)$/.exec(line) ?? [];
    expect(existsSync(`scripts/${name}.ts`), line).toBe(true);
  }
});

test('the headers for a static host in README.md are those that our server sends', () => {
  const readme = documents[0]!.text;
  for (const [name, value] of Object.entries(securityHeaders)) expect(readme).toContain(`${name}: ${value}`);
});

test('what the documents link to in the project is there', () => {
  for (const { name, text } of documents)
    for (const [, path = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      expect(existsSync(path), `${name}: ${path}`).toBe(true);
});
