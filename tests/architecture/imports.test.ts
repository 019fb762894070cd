import { readdirSync, readFileSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

test('imports follow the arrows of the design', async () => {
  const options = await extractConfig('./.dependency-cruiser.cjs');
  const { output } = await cruise(['src', 'scripts', 'peer-server/src', 'tests'], options, undefined, {
    tsConfig: extractTsConfig('./tsconfig.json'),
  });
  if (typeof output === 'string') expect.unreachable();
  else {
    expect(output.summary.totalCruised).toBeGreaterThan(50);
    expect(output.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  }
});

// What the tool above cannot read: the imports of .astro files, and globs.
const files = (ending: string) =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name: `src/${name}`, text: readFileSync(`src/${name}`, 'utf8') }));

test('pages of .astro import from lib and samples, and lib never from pages', () => {
  const astro = files('.astro');
  expect(astro.length).toBeGreaterThan(5);
  for (const { name, text } of astro) {
    const imports = [...text.matchAll(/from '(\.[^']+)'|import '(\.[^']+)'/g)].map(([, a, b]) => a ?? b ?? '');
    const targets = imports.map((path) => new URL(path, `file:///${name}`).pathname.slice(1));
    for (const target of targets) {
      expect(target, name).toMatch(/^src\/(lib|samples)\//);
      if (target.startsWith('src/samples/')) expect(target, name).toMatch(/^src\/samples\/\w+\.ts$/);
    }
  }
});

test('one file looks into the folders of the samples', () => {
  const globbing = [...files('.ts'), ...files('.astro')].filter(({ text }) => text.includes('import.meta.glob'));
  expect(globbing.map(({ name }) => name)).toEqual(['src/lib/catalogue/index.ts']);
});
