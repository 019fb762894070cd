/** A line of two texts laid over each other. */
export interface Difference {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What became of a text, line by line: by the longest common run of lines, as `diff` does it. */
export function diff(before: readonly string[], after: readonly string[]): Difference[] {
  // length[i][j]: how many lines before[i…] and after[j…] have in common, in their order.
  const length = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      length[i]![j] =
        before[i] === after[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);

  const differences: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      differences.push({ kind: 'same', text: before[i]! });
      i++;
      j++;
    } else if (j === after.length || (i < before.length && length[i + 1]![j]! >= length[i]![j + 1]!))
      differences.push({ kind: 'removed', text: before[i++]! });
    else differences.push({ kind: 'added', text: after[j++]! });
  }
  return differences;
}
