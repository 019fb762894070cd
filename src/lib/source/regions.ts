import { dedent } from './dedent.ts';

/** A named part of a file between `#region` and `#endregion`, which has a copy button of its own. */
export interface Region {
  readonly name: string;
  /** Number of the `#region` line, counted from 0. */
  readonly firstLine: number;
  /** Number of the `#endregion` line. */
  readonly lastLine: number;
  /** The lines between the two, moved to the left margin. */
  readonly text: string;
}

/** A `#region` without an end, an end without a beginning, a region inside another, or two of one name. */
export class RegionError extends Error {
  override name = 'RegionError';
}

const marker = /^\s*(?:\/\/|\/\*|<!--)\s*#(region|endregion)\b\s*([^\s*>-][^*>]*?)?\s*(?:\*\/|-->)?\s*$/;

/** Finds the regions of a text, in their order. Throws a RegionError that names the file and the line. */
export function regionsOf(text: string, fileName: string): Region[] {
  const lines = text.split('\n');
  const regions: Region[] = [];
  let open: { name: string; firstLine: number } | undefined;
  for (const [number, line] of lines.entries()) {
    const [, kind, name] = marker.exec(line) ?? [];
    if (!kind) continue;
    const where = `${fileName}:${number + 1}`;
    if (kind === 'region') {
      if (open) throw new RegionError(`${where}: a region begins inside “${open.name}”.`);
      if (!name) throw new RegionError(`${where}: the region has no name.`);
      if (regions.some((other) => other.name === name)) throw new RegionError(`${where}: “${name}” is there twice.`);
      open = { name, firstLine: number };
    } else {
      if (!open) throw new RegionError(`${where}: nothing was open that could end here.`);
      const inside = lines.slice(open.firstLine + 1, number);
      regions.push({ ...open, lastLine: number, text: dedent(inside).join('\n') + '\n' });
      open = undefined;
    }
  }
  if (open) throw new RegionError(`${fileName}:${open.firstLine + 1}: the region “${open.name}” does not end.`);
  return regions;
}
