import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { regionsOf } from '../src/lib/source/regions.ts';
import { filesOfSample, sampleIds, samplesFolder } from './support/folders.ts';
import { command, root, UsageError } from './support/run.ts';

/** A place where a shared region stands. */
interface Place {
  readonly path: string;
  readonly text: string;
}

// Spreads a fix to a region that several samples repeat on purpose (`#region same:<name>`). The version of the file that was
// changed last is the right one, or that of the file named as an argument.
await command(() => {
  const [right] = process.argv.slice(2);
  const places = new Map<string, Place[]>();
  for (const id of sampleIds())
    for (const [name, text] of filesOfSample(id))
      if (/\.(ts|css|html)$/.test(name))
        for (const region of regionsOf(text, `${id}/${name}`).filter((one) => one.name.startsWith('same:')))
          places.set(region.name, [
            ...(places.get(region.name) ?? []),
            { path: join(samplesFolder, id, name), text: region.text },
          ]);

  for (const [name, stands] of places) {
    if (new Set(stands.map(({ text }) => text)).size === 1) continue;
    const source = sourceOf(stands, right);
    for (const { path, text } of stands) {
      if (text === source.text) continue;
      replaceRegion(path, name, source.text);
      console.log(`${name}: ${relative(root, source.path)} → ${relative(root, path)}`);
    }
  }
  return 0;
});

function sourceOf(stands: readonly Place[], right: string | undefined): Place {
  if (right === undefined)
    return stands.reduce((a, b) => (statSync(a.path).mtimeMs >= statSync(b.path).mtimeMs ? a : b));
  const named = stands.find(({ path }) => path === join(root, right));
  if (!named) throw new UsageError(`${right} has none of the regions that differ. Name a file below src/samples.`);
  return named;
}

/** A shared region stands at the left margin, so its text goes in as it is. */
function replaceRegion(path: string, name: string, text: string): void {
  const whole = readFileSync(path, 'utf8');
  const lines = whole.split('\n');
  const region = regionsOf(whole, path).find((one) => one.name === name)!;
  const changed = [
    ...lines.slice(0, region.firstLine + 1),
    ...text.replace(/\n$/, '').split('\n'),
    ...lines.slice(region.lastLine),
  ];
  writeFileSync(path, changed.join('\n'));
}
