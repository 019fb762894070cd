import { groups } from '../../samples/groups.ts';
import type { SampleMeta } from '../../samples/sample.ts';
import { listSamples } from './sample.ts';

// The only place that looks into the folders: a new sample is found, and nothing has to be told of it.
const metas = import.meta.glob<SampleMeta>('../../samples/*/*/meta.ts', { import: 'default', eager: true });
const texts = import.meta.glob<string>(['../../samples/*/*/*.{ts,html,css}', '!../../samples/*/*/meta.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const checks = import.meta.glob<string>('../../../tests/browser/samples/*/*.spec.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const below = <T>(modules: Record<string, T>, folder: string, ending = '') =>
  new Map(Object.entries(modules).map(([path, value]) => [path.split(folder)[1]!.replace(ending, ''), value]));

/** Every sample, in the order of the catalogue. */
export const samples = listSamples(
  {
    metas: below(metas, '/samples/'),
    texts: below(texts, '/samples/'),
    checks: below(checks, '/samples/', '.spec.ts'),
  },
  groups,
);

/** The notes of a sample, as a component that renders them. */
export const notes = below(
  import.meta.glob<{ Content: astroHTML.JSX.Element }>('../../samples/*/*/notes.md', { eager: true }),
  '/samples/',
  '/notes.md',
);
