import { dedent } from '../source/dedent.ts';

/** A region as somebody wants it in their own file: without its `#region` lines, moved to the left margin. */
export function snippetOf(region: string): string {
  const lines = region.replace(/\n$/, '').split('\n').slice(1, -1);
  return dedent(lines).join('\n') + '\n';
}
