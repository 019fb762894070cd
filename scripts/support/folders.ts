import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleMeta } from '../../src/samples/sample.ts';
import { root } from './run.ts';

/** The folder of all samples. */
export const samplesFolder = join(root, 'src', 'samples');

/** `<group>/<slug>` of every sample folder, in alphabetical order. */
export function sampleIds(): string[] {
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  return folders(samplesFolder).flatMap((group) =>
    folders(join(samplesFolder, group)).map((slug) => `${group}/${slug}`),
  );
}

/** The files of a sample's folder: their texts by name. */
export function filesOfSample(id: string): Map<string, string> {
  const folder = join(samplesFolder, id);
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The facts of a sample. */
export async function metaOfSample(id: string): Promise<SampleMeta> {
  const module = (await import(join(samplesFolder, id, 'meta.ts'))) as { default: SampleMeta };
  return module.default;
}
