import type { Group } from '../../samples/groups.ts';
import type { SampleMeta } from '../../samples/sample.ts';

/** One file of a sample, or its check, as text. */
export interface SampleFile {
  readonly name: string;
  readonly text: string;
}

/** A sample as the site knows it: its facts, where it belongs, and its files in reading order. */
export interface Sample extends SampleMeta {
  /** `<group>/<slug>` */
  readonly id: string;
  readonly group: Group;
  readonly slug: string;
  /** main.ts first, then the other scripts, the markup, the style. */
  readonly files: readonly SampleFile[];
  /** The Playwright check of the sample. */
  readonly check: SampleFile;
}

/** A folder that is no whole sample; the message names the folder and what it lacks. */
export class SampleError extends Error {
  override name = 'SampleError';
}

/** What the folders hold: contents by path from `src/samples`, as `<group>/<slug>/<file>`. */
export interface Folders {
  readonly metas: ReadonlyMap<string, SampleMeta>;
  readonly texts: ReadonlyMap<string, string>;
  /** Checks by `<group>/<slug>`. */
  readonly checks: ReadonlyMap<string, string>;
}

/**
 * Makes the list of samples out of what the folders hold, by the order of the groups and then their own. Throws a
 * SampleError for a folder outside of every group, or without one of the files that every sample has.
 */
export function listSamples(folders: Folders, groups: readonly Group[]): Sample[] {
  const samples = [...folders.metas].map(([path, meta]): Sample => {
    const [groupSlug = '', slug = ''] = path.split('/');
    const id = `${groupSlug}/${slug}`;
    const group = groups.find((candidate) => candidate.slug === groupSlug);
    if (!group) throw new SampleError(`src/samples/${id}: no group is called “${groupSlug}” in groups.ts.`);
    const check = folders.checks.get(id);
    if (check === undefined)
      throw new SampleError(`src/samples/${id}: tests/browser/samples/${id}.spec.ts is missing.`);
    const files = [...folders.texts]
      .filter(([file]) => file.startsWith(`${id}/`))
      .map(([file, text]) => ({ name: file.slice(id.length + 1), text }))
      .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
    for (const needed of ['main.ts', 'index.html'])
      if (!files.some((file) => file.name === needed))
        throw new SampleError(`src/samples/${id}: ${needed} is missing.`);
    return { ...meta, id, group, slug, files, check: { name: `${slug}.spec.ts`, text: check } };
  });
  return samples.sort(
    (a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.order - b.order || a.title.localeCompare(b.title),
  );
}

function rank(fileName: string): number {
  if (fileName === 'main.ts') return 0;
  return ['.ts', '.html', '.css'].findIndex((ending) => fileName.endsWith(ending)) + 1;
}

/**
 * The samples nearest to one: those that share the most of the features it uses, where a feature that few samples use counts
 * for more. None that shares nothing; the same group breaks a tie.
 */
export function relatedTo(sample: Sample, all: readonly Sample[], howMany = 4): Sample[] {
  const usedBy = (feature: string) => all.filter((other) => other.uses.includes(feature)).length;
  return all
    .filter((other) => other.id !== sample.id)
    .map((other) => {
      const shared = other.uses.filter((feature) => sample.uses.includes(feature));
      const weight = shared.reduce((sum, feature) => sum + 1 / usedBy(feature), 0);
      return { other, weight: weight && weight + (other.group === sample.group ? 0.01 : 0) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, howMany)
    .map(({ other }) => other);
}
