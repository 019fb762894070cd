import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesOfSample, metaOfSample, sampleIds } from '../../scripts/support/folders.ts';
import { featureOf } from '../../src/lib/catalogue/features.ts';
import { referencesOf } from '../../src/lib/source/imports.ts';
import { regionsOf } from '../../src/lib/source/regions.ts';
import { isVendorName } from '../../src/lib/source/vendor.ts';
import { groups } from '../../src/samples/groups.ts';

const ids = sampleIds();
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

test('every check belongs to a sample, and every sample has one', () => {
  const checks = readdirSync('tests/browser/samples', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace('.spec.ts', ''));
  expect(checks.sort()).toEqual(ids);
});

test('no two samples of a group claim one place', async () => {
  const places = await Promise.all(ids.map(async (id) => `${id.split('/')[0]} ${(await metaOfSample(id)).order}`));
  expect(new Set(places).size).toBe(places.length);
});

/** The text of a script without its comments, so that an address in a comment is allowed. */
const withoutComments = (text: string) => text.replace(/\/\*[^]*?\*\/|(^|[^:'"`])\/\/.*$/gm, '$1');

describe.for(ids)('%s', (id) => {
  const files = filesOfSample(id);
  const scripts = [...files].filter(([name]) => name.endsWith('.ts') && name !== 'meta.ts');

  test('has a kebab-case name in a known group, and the files that every sample has', () => {
    const [group, slug] = id.split('/');
    expect(slug).toMatch(kebab);
    expect(groups.map((one) => one.slug as string)).toContain(group);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['index.html', 'main.ts', 'meta.ts', 'notes.md']));
    for (const name of files.keys()) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.(ts|html|css|md)$/);
  });

  test('has facts that fit', async () => {
    const meta = await metaOfSample(id);
    expect(meta.title.split(' ').length).toBeLessThanOrEqual(5);
    expect(meta.summary).toMatch(/^[A-Z].*\.$/);
    for (const path of [...meta.uses, ...(meta.requires ?? [])]) featureOf(path);
  });

  test('imports its own files and packages of the allowlist', () => {
    for (const [name, text] of scripts)
      for (const { specifier } of referencesOf(text, name))
        if (!isVendorName(specifier))
          expect(files.has(specifier.slice(2).replace(/\.js$/, '.ts')), `${name}: ${specifier}`).toBe(true);
  });

  test('names no other site in its code', () => {
    for (const [name, text] of scripts) expect(withoutComments(text), name).not.toMatch(/https?:\/\//);
    expect(files.get('index.html')).not.toMatch(/https?:\/\//);
  });

  test('has markup without scripts, inline styles and handlers', () => {
    expect(files.get('index.html')).not.toMatch(/<script|<style|<link|\sstyle=|\son[a-z]+=|<h1/i);
  });

  test('has no form that Enter would send', () => {
    const handled = scripts.some(([, text]) => text.includes("'submit'"));
    for (const [form] of files.get('index.html')!.matchAll(/<form[^]*?<\/form>/g)) {
      const fields = [...form.matchAll(/<input(?![^>]*type="(?:checkbox|radio|range|file|color)")[^>]*>/g)];
      if (!handled) expect([fields.length === 1, form.includes('type="submit"')], form).toEqual([false, false]);
    }
  });

  test('is short enough to be read in a few minutes', () => {
    expect(files.get('main.ts')!.split('\n').length).toBeLessThanOrEqual(155);
    expect((files.get('style.css') ?? '').split('\n').length).toBeLessThanOrEqual(36);
  });
});

test('a region that samples repeat on purpose is the same everywhere', () => {
  const texts = new Map<string, Map<string, string[]>>();
  for (const id of ids)
    for (const [name, text] of filesOfSample(id))
      if (/\.(ts|css|html)$/.test(name))
        for (const region of regionsOf(text, `${id}/${name}`)) {
          if (!region.name.startsWith('same:')) continue;
          const versions = texts.get(region.name) ?? new Map<string, string[]>();
          versions.set(region.text, [...(versions.get(region.text) ?? []), `${id}/${name}`]);
          texts.set(region.name, versions);
        }
  for (const [name, versions] of texts)
    expect([...versions.values()], `${name}: run npm run sync:regions`).toHaveLength(1);
});
