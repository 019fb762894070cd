/** A region as somebody wants it in their own file: without its `#region` lines, moved to the left margin. */
export function snippetOf(region: string): string {
  const lines = region.replace(/\n$/, '').split('\n').slice(1, -1);
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const least = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(least)).join('\n') + '\n';
}
